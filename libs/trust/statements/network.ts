import { z } from 'zod';
import { Count, LogPosition } from '#libs/bounds/numbers.js';
import { equalBytes, hex } from '#libs/cose/bytes.js';
import { refuse } from '#libs/outcome/index.js';
import { phrase } from '#libs/words/phrase.js';
import { Hash, Name, PublicKey } from '../fields.js';
import { fingerprint } from '../fingerprint.js';
import { stateRootOf } from '../key-tree.js';
import { type Fault, rule } from '../rule.js';

const committee = { committee: z.array(PublicKey).min(1).max(64), threshold: z.int().positive().max(64) };

function committeeFault({ committee, threshold }: { committee: Uint8Array[]; threshold: number }): Fault {
  if (new Set(committee.map(hex)).size < committee.length) {
    return refuse('committee-malformed', 'One key stands twice in the committee.', 'Name each signer once.');
  }
  return threshold > committee.length
    ? refuse(
        'committee-malformed',
        `${threshold} of ${committee.length} could never sign: the committee would be locked out.`,
        'Name more signers, or ask for fewer.',
      )
    : undefined;
}

/** What the network itself is, and who may admit to it. */
export const networkStatements = {
  genesis: rule(
    z.strictObject({
      type: z.literal('genesis'),
      name: Name,
      /** The log's name in its checkpoints, and the key that it signs them with. */
      logOrigin: z.string().regex(/^[^\s+]{1,100}$/),
      logKey: PublicKey,
      ...committee,
    }),
    {
      words: ({ name, committee, threshold }) =>
        phrase(
          'Found the network "{{name}}" with a Steering Committee of {{count}}, {{threshold}} of whom decide: {{keys}}.',
          {
            name,
            count: committee.length,
            threshold,
            keys: committee.map(fingerprint),
          },
        ),
      author: () => 'committee',
      fault: (_state, body) => committeeFault(body),
      apply: (state, body) => {
        state.name = body.name;
        state.log = { origin: body.logOrigin, key: body.logKey };
        state.committee = { keys: body.committee, threshold: body.threshold };
      },
    },
  ),

  'committee-changed': rule(z.strictObject({ type: z.literal('committee-changed'), ...committee }), {
    words: ({ committee, threshold }) =>
      phrase('Change the Steering Committee to {{count}} signers, {{threshold}} of whom decide: {{keys}}.', {
        count: committee.length,
        threshold,
        keys: committee.map(fingerprint),
      }),
    author: () => 'committee',
    fault: (_state, body) => committeeFault(body),
    apply: (state, body) => {
      state.committee = { keys: body.committee, threshold: body.threshold };
    },
  }),

  /** What all entries before it say of every signing key: a reader who has not all of them learns from it what was left out. */
  'state-root': rule(
    z.strictObject({
      type: z.literal('state-root'),
      /** How many entries it is about: all before it. */
      size: LogPosition,
      keys: z.strictObject({ root: Hash, count: Count }),
    }),
    {
      words: ({ size, keys }) =>
        phrase('State what the first {{size}} entries say of all signing keys, {{keys}}: {{root}}….', {
          size: String(size),
          keys: String(keys.count),
          root: hex(keys.root).slice(0, 16),
        }),
      author: () => 'log',
      fault: (state, { size, keys }) => {
        const due = stateRootOf(state);
        return size === due.size && keys.count === due.keys.count && equalBytes(keys.root, due.keys.root)
          ? undefined
          : refuse('state-root-wrong', 'The log says otherwise than its entries.', 'Call the Steering Committee.');
      },
      apply: (state, _body, rootedAt) => {
        state.rootedAt = rootedAt;
      },
    },
  ),
};
