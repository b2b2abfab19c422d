import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { hex } from '#libs/cose/bytes.js';
import { newSigningKey, type SigningKey, signingKeyFromSeed } from '#libs/cose/ed25519.js';
import { newKemKey } from '#libs/envelope/hpke.js';
import { newUserKey } from '#libs/transport/credentials.js';
import { NodeName, UnitAddress } from '#libs/trust/address.js';
import { StatementBody } from '#libs/trust/bodies.js';
import { fingerprint } from '#libs/trust/fingerprint.js';
import { draftFile, readStatementFile, signFile } from '#libs/trust/statement-file.js';
import { UnitFunction } from '#libs/trust/vocabulary.js';
import { asJson, readJsonFile, refused, writeNewFile } from '../files.js';
import { bold, print } from '../output.js';
import { accepted } from './hub.js';
import { readLog } from './log-file.js';
import type { DraftOptions } from './statements.js';

const Seed = z.string().regex(/^[0-9a-f]{64}$/);
/** A node's secrets file as the ceremonies make it; the node itself reads it when it starts. */
const Secrets = z.looseObject({
  storageKey: Seed,
  credential: z.strictObject({ jwt: z.string(), seed: z.string() }),
  units: z.array(z.looseObject({ unit: UnitAddress, signingSeed: Seed, nextSigningSeed: Seed.optional() })),
});

const UnitOption = z
  .string()
  .regex(
    /^[^=]+=[^:]+:[a-z,]+:.+$/,
    'a unit is given as ne/police-agadez=specialised-police:fr,ha:Specialised police unit, Agadez',
  )
  .transform((text) => {
    const [unit, rest] = [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)];
    const [unitFunction, languages, ...name] = rest.split(':');
    return { unit, function: unitFunction, languages: languages!.split(','), name: name.join(':') };
  })
  .pipe(
    z.object({
      unit: UnitAddress,
      function: UnitFunction,
      languages: z.array(z.string().regex(/^[a-z]{2,3}$/)),
      name: z.string().min(1),
    }),
  );

/**
 * `liaison node prepare`: on the node's own machine makes its secrets, and the statements that enrol it and register its
 * units, signed already by the keys that they name. Only the member's signature is missing then.
 */
export async function prepareNode(
  options: DraftOptions & { node: string; unit: string[]; secrets: string },
): Promise<void> {
  const node = NodeName.safeParse(options.node);
  if (!node.success) throw refused(z.prettifyError(node.error), 'Mend --node.', 'node-malformed');
  const units = z.array(UnitOption).min(1).safeParse(options.unit);
  if (!units.success) throw refused(z.prettifyError(units.error), 'Mend --unit.', 'unit-malformed');
  const { replica } = await readLog(options.log);

  const [hubUser, witnessKey, recordKey] = [newUserKey(), newSigningKey(), newKemKey()];
  const keys = units.data.map((unit) => ({ ...unit, key: newSigningKey() }));
  const enrolment = {
    type: 'node-enrolled',
    node: node.data,
    hubKey: hubUser.publicKey,
    witnessKey: witnessKey.publicKey,
    recordKey: recordKey.publicKey,
  };
  const registrations = keys.map(({ key, ...unit }) => ({
    type: 'unit-registered',
    ...unit,
    node: node.data,
    signingKey: key.publicKey,
  }));
  const bodies = [enrolment, ...registrations].map((body) => StatementBody.parse(body));
  const drafted = accepted(readStatementFile(accepted(draftFile(replica.trusted, bodies, Date.now()))));
  const signers: [string, SigningKey][] = [
    [node.data, witnessKey],
    ...keys.map(({ unit, key }) => [unit, key] as [string, SigningKey]),
  ];
  let file = drafted;
  for (const [subject, key] of signers) {
    const own = (one: (typeof file)[number]) =>
      'node' in one.statement.body && subjectOf(one.statement.body) === subject;
    file = accepted(readStatementFile(signFile(file, key, own)));
  }
  await writeNewFile(
    options.secrets,
    asJson({
      storageKey: hex(randomBytes(32)),
      witnessSeed: seedOf(witnessKey),
      recordSeed: hex(recordKey.secretKey),
      credential: { jwt: '', seed: hubUser.seed },
      units: keys.map(({ unit, key }) => ({ unit, signingSeed: seedOf(key), subscribe: ['alert'] })),
    }),
  );
  await writeNewFile(options.output, asJson(signFile(file, witnessKey, () => false)));
  for (const { says } of file) print(says);
  print(`Carry ${bold(options.output)} to your member's machine: liaison statement sign ${options.output} --key FILE`);
  print(`${bold(options.secrets)} stays on this machine. Without its storage key the node's database cannot be read.`);
}

const subjectOf = (body: StatementBody): string =>
  ('unit' in body ? body.unit : 'node' in body ? body.node : '') as string;
const seedOf = (key: SigningKey): string => hex(key.secretKey.subarray(0, 32));

const Credential = z.strictObject({ liaison: z.literal('hub credential, version 1'), jwt: z.string() });

/** `liaison node complete`: puts the way into the hub, which came back with the enrolment, into the node's secrets. */
export async function completeNode(options: { secrets: string; credential: string }): Promise<void> {
  const secrets = await readJsonFile(options.secrets, 'secrets file', Secrets);
  const { jwt } = await readJsonFile(options.credential, 'hub credential', Credential);
  const { seed } = secrets.credential;
  await writeNewFile(options.secrets, asJson({ ...secrets, credential: { jwt, seed } }), true);
  print(`${bold(options.secrets)} is complete: the node can be started.`);
}

/** `liaison node rotate-key`: a new signing key for a unit, kept beside the old one until the log has it. */
export async function rotateUnitKey(options: DraftOptions & { unit: string; secrets: string }): Promise<void> {
  const secrets = await readJsonFile(options.secrets, 'secrets file', Secrets);
  const own = secrets.units.find(({ unit }) => unit === options.unit);
  if (!own)
    throw refused(`${options.unit} is not a unit of this node.`, 'See the units in its secrets file.', 'unit-unknown');
  const { replica } = await readLog(options.log);
  const known = replica.trusted.units.get(own.unit)?.signingKeys.at(-1)?.key;
  // A rotation that went through: the key that waited is the unit's key now.
  if (own.nextSigningSeed && known && fingerprint(known) === fingerprintOf(own.nextSigningSeed))
    own.signingSeed = own.nextSigningSeed;
  const key = newSigningKey();
  const body = StatementBody.parse({ type: 'unit-key-rotated', unit: own.unit, newKey: key.publicKey });
  const drafted = accepted(readStatementFile(accepted(draftFile(replica.trusted, [body], Date.now()))));
  own.nextSigningSeed = seedOf(key);
  await writeNewFile(options.output, asJson(signFile(drafted, key)));
  await writeNewFile(options.secrets, asJson(secrets), true);
  print(drafted[0]!.says);
  print(`Carry ${bold(options.output)} to your member's machine: liaison statement sign ${options.output} --key FILE`);
  print('The node goes on with the old key, and takes the new one when it is started after the log has it.');
}

const fingerprintOf = (seed: string): string => fingerprint(signingKeyFromSeed(Buffer.from(seed, 'hex')).publicKey);
