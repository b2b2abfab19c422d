import { z } from 'zod';
import { equalBytes } from '#libs/cose/bytes.js';
import { refuse } from '#libs/outcome/index.js';
import { phrase } from '#libs/words/phrase.js';
import { memberOf, NodeName } from '../address.js';
import { EncryptionKey, PublicKey } from '../fields.js';
import { fingerprint } from '../fingerprint.js';
import { already, change, rule } from '../rule.js';

/** More than any member runs: each takes the hub's connections, and a share of what the directory does for others. */
export const MOST_NODES = 8;

/** A member's machines: whom the hub lets in, and whose word on the log counts. */
export const nodeStatements = {
  'node-enrolled': rule(
    z.strictObject({
      type: z.literal('node-enrolled'),
      node: NodeName,
      /** The node's public NATS user nkey: the hub lets its holder in under the member's permissions. */
      hubKey: z.string().regex(/^U[A-Z2-7]{55}$/),
      witnessKey: PublicKey,
      recordKey: EncryptionKey,
    }),
    {
      words: ({ node, witnessKey }) =>
        phrase('Enrol the node {{node}}, whose witness key is {{key}}.', { node, key: fingerprint(witnessKey) }),
      author: ({ node }) => memberOf(node),
      newKeys: ({ witnessKey }) => [witnessKey],
      fault: (state, { node, witnessKey }) => {
        const known = [...state.nodes.values()];
        if (state.nodes.has(node)) return already(node);
        if (known.some((one) => equalBytes(one.witnessKey, witnessKey))) return already('This witness key');
        const member = memberOf(node);
        const live = known.filter((one) => memberOf(one.name) === member && !one.retiredAt);
        return live.length < MOST_NODES
          ? undefined
          : refuse('too-many-nodes', `${member} has ${MOST_NODES} nodes already.`, 'Retire one of them first.');
      },
      apply: (state, { node, hubKey, witnessKey, recordKey }, since) => {
        state.nodes.set(node, { name: node, hubKey, witnessKey, recordKey, since });
      },
    },
  ),

  'node-retired': rule(z.strictObject({ type: z.literal('node-retired'), node: NodeName }), {
    words: ({ node }) => phrase('Retire the node {{node}}.', { node }),
    author: ({ node }) => memberOf(node),
    fault: (state, { node }) => {
      const known = state.nodes.get(node);
      if (!known || known.retiredAt !== undefined) {
        return refuse('unknown-node', `${node} is not an enrolled node.`, 'Fetch the newest log and look.');
      }
      const left = [...state.units.values()].find((unit) => unit.node === node && unit.retiredAt === undefined);
      return left
        ? refuse('already-there', `${left.address} still lives on ${node}.`, 'Move or retire the node’s units first.')
        : undefined;
    },
    apply: (state, { node }, retiredAt) => change(state.nodes, node, { retiredAt }),
  }),
};
