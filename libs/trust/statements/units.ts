import { z } from 'zod';
import { Epoch, Instant } from '#libs/bounds/times.js';
import { equalBytes, hex } from '#libs/cose/bytes.js';
import { keyId } from '#libs/cose/ed25519.js';
import { refuse } from '#libs/outcome/index.js';
import { phrase } from '#libs/words/phrase.js';
import { memberOf, NodeName, UnitAddress } from '../address.js';
import { type DirectoryState, EPOCHS_KEPT } from '../directory.js';
import { EncryptionKey, KeyId, Languages, Name, PublicKey } from '../fields.js';
import { fingerprint, grouped } from '../fingerprint.js';
import { already, change, type Fault, knownUnit, liveUnit, rule, succeed, unitFault } from '../rule.js';
import { UnitFunction } from '../vocabulary.js';

/**
 * Of one member, live at once: each raises what the member may write into the log and is one more that others' bulletins go to. The
 * network is planned with six of a member; this is room for two in each of Switzerland's 26 cantons, or one in each of Nigeria's 37
 * states, beside those.
 */
export const MOST_UNITS = 64;

function tooManyFault(state: DirectoryState, unit: UnitAddress): Fault {
  const member = memberOf(unit);
  const live = [...state.units.values()].filter((one) => memberOf(one.address) === member && !one.retiredAt);
  return live.length < MOST_UNITS
    ? undefined
    : refuse('too-many-units', `${member} has ${MOST_UNITS} units already.`, 'Retire one of them first.');
}

/** A unit lives on an enrolled node of its own member. */
function nodeFault(state: DirectoryState, unit: UnitAddress, node: NodeName): Fault {
  const known = state.nodes.get(node);
  return known && known.retiredAt === undefined && memberOf(node) === memberOf(unit)
    ? undefined
    : refuse('unknown-node', `${node} is not an enrolled node of the unit's member.`, 'Enrol the node first.');
}

/** Police units, prosecutors, central authorities, liaison offices: what they are and by which keys they speak. */
export const unitStatements = {
  'unit-registered': rule(
    z.strictObject({
      type: z.literal('unit-registered'),
      unit: UnitAddress,
      node: NodeName,
      name: Name,
      function: UnitFunction,
      /** In which it works. */
      languages: Languages,
      signingKey: PublicKey,
    }),
    {
      words: ({ unit, name, node, signingKey, ...body }) =>
        phrase('Register {{unit}} ({{name}}, {{function}}) on {{node}} with the key {{key}}.', {
          unit,
          name,
          function: { of: 'function', code: body.function },
          node,
          key: fingerprint(signingKey),
        }),
      author: ({ unit }) => memberOf(unit),
      newKeys: ({ signingKey }) => [signingKey],
      fault: (state, { unit, node }) =>
        state.units.has(unit) ? already(unit) : (tooManyFault(state, unit) ?? nodeFault(state, unit, node)),
      apply: (state, body, since) => {
        state.units.set(body.unit, {
          address: body.unit,
          node: body.node,
          name: body.name,
          function: body.function,
          languages: body.languages,
          since,
          signingKeys: [{ key: body.signingKey, from: since }],
          revocations: [],
          epochKeys: new Map(),
          subscription: undefined,
        });
      },
    },
  ),

  /** What it leaves out stays as it is. */
  'unit-changed': rule(
    z.strictObject({
      type: z.literal('unit-changed'),
      unit: UnitAddress,
      node: NodeName.optional(),
      name: Name.optional(),
      function: UnitFunction.optional(),
      languages: Languages.optional(),
    }),
    {
      words: ({ type: _, unit, ...changes }) =>
        phrase('Change {{unit}}: {{changes}}.', {
          unit,
          changes: Object.entries(changes).map(([field, value]) => `${field} is ${String(value)}`),
        }),
      author: ({ unit }) => memberOf(unit),
      fault: (state, { unit, node }) =>
        unitFault(state, unit) ?? (node === undefined ? undefined : nodeFault(state, unit, node)),
      apply: (state, { type: _, unit, ...changes }) => {
        const said = Object.entries(changes).filter(([, value]) => value !== undefined);
        change(state.units, unit, Object.fromEntries(said));
      },
    },
  ),

  'unit-retired': rule(z.strictObject({ type: z.literal('unit-retired'), unit: UnitAddress }), {
    words: ({ unit }) => phrase('Retire {{unit}}.', { unit }),
    author: ({ unit }) => memberOf(unit),
    fault: (state, { unit }) => unitFault(state, unit),
    apply: (state, { unit }, retiredAt) => change(state.units, unit, { retiredAt }),
  }),

  'unit-key-rotated': rule(
    z.strictObject({ type: z.literal('unit-key-rotated'), unit: UnitAddress, newKey: PublicKey }),
    {
      words: ({ unit, newKey }) =>
        phrase('Replace the signing key of {{unit}} by {{key}}.', { unit, key: fingerprint(newKey) }),
      author: ({ unit }) => memberOf(unit),
      newKeys: ({ newKey }) => [newKey],
      fault: (state, { unit, newKey }) => {
        const known = liveUnit(state, unit);
        if (!known.ok) return known;
        const used = known.value.signingKeys.some(({ key }) => equalBytes(key, newKey));
        return used ? already('This key of the unit') : undefined;
      },
      apply: (state, { unit, newKey }, from) =>
        change(state.units, unit, { signingKeys: succeed(state.units.get(unit)!.signingKeys, { key: newKey, from }) }),
    },
  ),

  'epoch-key-published': rule(
    z.strictObject({
      type: z.literal('epoch-key-published'),
      unit: UnitAddress,
      /** Weeks since 1970-01-01T00:00Z: epoch n runs from n weeks to n+1 weeks. */
      epoch: Epoch,
      publicKey: EncryptionKey,
    }),
    {
      words: ({ unit, epoch }) =>
        phrase('Publish the encryption key of {{unit}} for epoch {{epoch}}.', { unit, epoch: String(epoch) }),
      author: ({ unit }) => unit,
      fault: (state, { unit, epoch }) => {
        const keys = state.units.get(unit)!.epochKeys;
        const oldest = keys.size < EPOCHS_KEPT ? -1 : Math.min(...keys.keys());
        return keys.has(epoch) || epoch < oldest
          ? already(`${unit}'s key of epoch ${epoch} or of later ones`)
          : undefined;
      },
      apply: (state, { unit, epoch, publicKey }) => {
        const keys = new Map([...state.units.get(unit)!.epochKeys, [epoch, publicKey]]);
        if (keys.size > EPOCHS_KEPT) keys.delete(Math.min(...keys.keys()));
        change(state.units, unit, { epochKeys: keys });
      },
    },
  ),

  /**
   * A signing or epoch key of the unit is in wrong hands since a time. No position of the log from here on finds it
   * live; nobody encapsulates to it again. A retired unit's, too: what it signs under an old position is still read.
   */
  'key-revoked': rule(
    z.strictObject({
      type: z.literal('key-revoked'),
      unit: UnitAddress,
      keyId: KeyId,
      /** From when on what it signed is not to be believed. */
      compromisedAt: Instant,
    }),
    {
      words: ({ unit, keyId: id, compromisedAt }) =>
        phrase('Revoke the key {{key}} of {{unit}}: in wrong hands since {{at}}.', {
          key: grouped(id),
          unit,
          at: new Date(compromisedAt).toISOString(),
        }),
      author: ({ unit }) => memberOf(unit),
      fault: (state, body) => {
        const unit = knownUnit(state, body.unit);
        if (!unit.ok) return unit;
        if (unit.value.revocations.some((one) => equalBytes(one.keyId, body.keyId))) return already('This revocation');
        const keys = [...unit.value.signingKeys.map(({ key }) => key), ...unit.value.epochKeys.values()];
        return keys.some((key) => equalBytes(keyId(key), body.keyId))
          ? undefined
          : refuse('not-there', `${body.unit} has no key ${hex(body.keyId)}.`, 'Look the key up in the directory.');
      },
      apply: (state, { unit, keyId: id, compromisedAt }, at) => {
        const { signingKeys, epochKeys, revocations } = state.units.get(unit)!;
        const isRevoked = (key: Uint8Array) => equalBytes(keyId(key), id);
        change(state.units, unit, {
          revocations: [...revocations, { keyId: id, compromisedAt, at }],
          signingKeys: signingKeys.map((period) =>
            isRevoked(period.key) && period.until === undefined ? { ...period, until: at } : period,
          ),
          epochKeys: new Map([...epochKeys].filter(([, key]) => !isRevoked(key))),
        });
      },
    },
  ),
};
