import { z } from 'zod';
import { equalBytes } from '#libs/cose/bytes.js';
import { refuse } from '#libs/outcome/index.js';
import { phrase } from '#libs/words/phrase.js';
import { MemberCode } from '../address.js';
import { type DirectoryState, isSuspended } from '../directory.js';
import { Name, PublicKey, Remark } from '../fields.js';
import { fingerprint } from '../fingerprint.js';
import { already, change, type Fault, rule, succeed } from '../rule.js';

const known = (state: DirectoryState, member: MemberCode): Fault =>
  state.members.has(member)
    ? undefined
    : refuse('unknown-member', `${member} is not a member.`, 'Let the Steering Committee admit it first.');

const newKeyFault = (state: DirectoryState, { member, newKey }: { member: MemberCode; newKey: Uint8Array }): Fault =>
  known(state, member) ??
  (state.members.get(member)!.keys.some(({ key }) => equalBytes(key, newKey))
    ? already('This key of the member')
    : undefined);

const takeKey = (state: DirectoryState, { member, newKey }: { member: MemberCode; newKey: Uint8Array }, from: number) =>
  change(state.members, member, { keys: succeed(state.members.get(member)!.keys, { key: newKey, from }) });

/** States and regional bodies: who is in the network, and the key by which each speaks for itself. */
export const memberStatements = {
  'member-admitted': rule(
    z.strictObject({ type: z.literal('member-admitted'), member: MemberCode, name: Name, memberKey: PublicKey }),
    {
      words: ({ member, name, memberKey }) =>
        phrase('Admit {{name}} ({{member}}) with the key {{key}}.', { name, member, key: fingerprint(memberKey) }),
      author: () => 'committee',
      fault: (state, { member }) => (state.members.has(member) ? already(member) : undefined),
      apply: (state, { member, name, memberKey }, since) => {
        const keys = [{ key: memberKey, from: since }];
        state.members.set(member, { code: member, name, since, keys, suspensions: [] });
      },
    },
  ),

  'member-suspended': rule(
    z.strictObject({ type: z.literal('member-suspended'), member: MemberCode, reason: Remark }),
    {
      words: ({ member, reason }) => phrase('Suspend {{member}} from the network: {{reason}}', { member, reason }),
      author: () => 'committee',
      fault: (state, { member }) =>
        known(state, member) ??
        (isSuspended(state.members.get(member)!, state.size) ? already(`The suspension of ${member}`) : undefined),
      apply: (state, { member, reason }, from) => {
        const { suspensions } = state.members.get(member)!;
        change(state.members, member, { suspensions: [...suspensions, { from, reason }] });
      },
    },
  ),

  'member-reinstated': rule(z.strictObject({ type: z.literal('member-reinstated'), member: MemberCode }), {
    words: ({ member }) => phrase('Reinstate {{member}}.', { member }),
    author: () => 'committee',
    fault: (state, { member }) =>
      known(state, member) ??
      (isSuspended(state.members.get(member)!, state.size)
        ? undefined
        : refuse('not-there', `${member} is not suspended.`, 'Nothing needs to be done.')),
    apply: (state, { member }, until) => {
      const { suspensions } = state.members.get(member)!;
      const ended = suspensions.map((one) => (one.until === undefined ? { ...one, until } : one));
      change(state.members, member, { suspensions: ended });
    },
  }),

  'member-key-rotated': rule(
    z.strictObject({ type: z.literal('member-key-rotated'), member: MemberCode, newKey: PublicKey }),
    {
      words: ({ member, newKey }) =>
        phrase('Replace the key of {{member}} by {{key}}.', { member, key: fingerprint(newKey) }),
      author: ({ member }) => member,
      newKeys: ({ newKey }) => [newKey],
      fault: newKeyFault,
      apply: takeKey,
    },
  ),

  /** For a key that is lost or stolen: the committee has heard the new key's fingerprint from the member itself. */
  'member-key-recovered': rule(
    z.strictObject({ type: z.literal('member-key-recovered'), member: MemberCode, newKey: PublicKey, reason: Remark }),
    {
      words: ({ member, newKey, reason }) =>
        phrase('Replace the lost key of {{member}} by {{key}}: {{reason}}', {
          member,
          key: fingerprint(newKey),
          reason,
        }),
      author: () => 'committee',
      newKeys: ({ newKey }) => [newKey],
      fault: newKeyFault,
      apply: takeKey,
    },
  ),
};
