import { block, type CaseBlock, code, day, fact, moment, text, unit } from '../case-blocks.js';
import type { CaseState } from './state.js';

/** Where each measure stands, the hearings in both sides' time, and what evidence is recorded. */
export const blocksOf = (state: CaseState): CaseBlock[] => [
  ...block(
    'measures',
    state.measures.map(({ number, type, status, ground, postponedUntil }) => ({
      name: String(number),
      title: [code('measure', type)],
      facts: [
        ...fact(null, code('measureStatus', status), ground && code('ground', ground)),
        ...fact('until', postponedUntil === null ? null : day(postponedUntil)),
      ],
    })),
    true,
  ),
  ...block(
    'hearings',
    state.hearings
      .filter((one) => one.status !== 'cancelled')
      .map(({ number, measure, slots, agreed, status }) => ({
        name: String(number),
        title: [code('hearing', status)],
        facts: [
          ...fact('measure', text(String(measure))),
          ...slots.flatMap(([from, until], i) =>
            agreed === null || agreed === i + 1
              ? fact(null, text(`${i + 1}`), {
                  as: 'period',
                  from: new Date(from).toISOString(),
                  until: new Date(until).toISOString(),
                  units: [state.requesting, state.requested],
                })
              : [],
          ),
        ],
      })),
    true,
  ),
  ...block(
    'evidence',
    state.evidence.map(({ item, sha256, recordedBy, at }) => ({
      name: item,
      title: [unit(recordedBy)],
      facts: [...fact(null, moment(at)), ...fact(null, sha256 === null ? null : text(`SHA-256 ${sha256}`))],
    })),
    true,
  ),
];
