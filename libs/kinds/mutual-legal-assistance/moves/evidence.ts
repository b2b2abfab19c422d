import { z } from 'zod';
import { DateTime } from '#libs/bounds/times.js';
import { Words } from '../../said-words.js';
import { Item, move, no, Sha256 } from './move.js';

const Name = z.string().trim().min(1).max(200);
const everybody = ['requesting', 'requested', 'executing', 'team'] as const;

/** Evidence from seizure to courtroom: who had it, when, why, and that it is still the same. */
export const evidence = {
  'record-evidence': move({
    law: 'UNTOC Art. 18(3)(f), 18(17)',
    by: everybody,
    text: 'required',
    terms: z.strictObject({ item: Item, sha256: Sha256.optional(), copyOf: Item.optional() }),
    more: {
      obtainedAt: DateTime,
      obtainedFrom: Name,
      place: Name,
      /** Who took it, and keeps it. */
      custodian: Name,
      seal: Name.optional(),
      /** Of a copy: the certifying officer's words (UNTOC Art. 18(3)(f)). */
      certificate: Words.optional(),
    },
    afterwards: true,
    fault: (state, { item, copyOf }) => {
      if (state.evidence.some((one) => one.item === item))
        return no('evidence-there', `${item} is recorded already.`, 'Give it a label of its own.');
      return copyOf && !state.evidence.some((one) => one.item === copyOf)
        ? no('evidence-unknown', `The case has no evidence ${copyOf}.`, 'Record the original first.')
        : undefined;
    },
    apply: (state, { item, sha256, copyOf }, { at, author }) => ({
      ...state,
      evidence: [...state.evidence, { item, sha256: sha256 ?? null, copyOf: copyOf ?? null, recordedBy: author, at }],
    }),
  }),

  'hand-over': move({
    when: (state) => state.evidence.length > 0,
    law: 'ours: the chain of custody (ISO/IEC 27037)',
    by: everybody,
    text: 'required',
    terms: z.strictObject({ item: Item, sha256: Sha256.optional() }),
    more: { from: Name, to: Name, at: DateTime, place: Name, seal: Name.optional() },
    afterwards: true,
    fault: (state, { item, sha256 }) => {
      const known = state.evidence.find((one) => one.item === item);
      if (!known) return no('evidence-unknown', `The case has no evidence ${item}.`, 'Record it first.');
      if (known.sha256 === null || known.sha256 === sha256) return undefined;
      return sha256 === undefined
        ? no(
            'hash-missing',
            `${item} is a file: its hash is taken at each hand-over.`,
            'Name the hash of what is handed over.',
          )
        : no(
            'hash-differs',
            `What is handed over is not ${item}: its SHA-256 is another one.`,
            'Keep what you have, and find out where it changed. Nothing was written over.',
          );
    },
    apply: (state) => state,
  }),
};
