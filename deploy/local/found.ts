import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NatsConnection } from '@nats-io/transport-node';
import { hex } from '#libs/cose/bytes.js';
import { newSigningKey, type SigningKey } from '#libs/cose/ed25519.js';
import { newKemKey } from '#libs/envelope/hpke.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { DEFAULT_POLICY } from '#libs/policy/default-policy.js';
import { newUserKey } from '#libs/transport/credentials.js';
import { submitEntry } from '#libs/transport/directory-client.js';
import { StatementBody } from '#libs/trust/bodies.js';
import { type DirectoryState, emptyDirectory } from '#libs/trust/directory.js';
import { draftStatement, signStatement } from '#libs/trust/draft.js';
import { fold } from '#libs/trust/fold.js';
import { LOG_ORIGIN } from './hub.js';
import type { LocalMember } from './members.js';

const COMMITTEE = 3;
const THRESHOLD = 2;

/**
 * Founds the network the way that a real one is: the committee's keys, each member's key and each node's keys are made
 * in folders of their own, and everything reaches the directory as signed statements. Neither the hub nor a node ever
 * sees a committee key.
 */
export class Founding {
  private readonly state: DirectoryState = emptyDirectory();
  private readonly committee: SigningKey[] = [];

  constructor(
    private readonly folder: string,
    private readonly connection: NatsConnection,
  ) {}

  /** @returns the network's name: the hash of its genesis statement, 64 hexadecimal digits */
  async genesis(logKey: Uint8Array): Promise<string> {
    for (let i = 1; i <= COMMITTEE; i++) {
      const key = newSigningKey();
      this.committee.push(key);
      await writeKey(join(this.folder, 'committee', String(i)), 'committee.json', key);
    }
    await this.say(
      {
        type: 'genesis',
        name: 'Liaison, local network',
        logOrigin: LOG_ORIGIN,
        logKey,
        committee: this.committee.map((key) => key.publicKey),
        threshold: THRESHOLD,
      },
      this.committee,
    );
    await this.say(
      { type: 'network-policy-adopted', title: 'Default policy', text: DEFAULT_POLICY },
      this.committee.slice(0, THRESHOLD),
    );
    return hex(this.state.network!);
  }

  /** Admits a member, enrols its node, registers its unit; leaves the node's secrets where the node will find them. */
  async admit(member: LocalMember): Promise<void> {
    const folder = join(this.folder, 'members', member.code);
    const [memberKey, hubUser, witnessKey, recordKey] = [newSigningKey(), newUserKey(), newSigningKey(), newKemKey()];
    const police = [member.unit, ...(member.moreUnits ?? [])].map((unit) => ({
      unit,
      name: member.unitName,
      function: 'specialised-police',
      subscribe: ['alert', 'practice-note'],
    }));
    const liaison = member.liaisonOffice
      ? [
          {
            unit: member.liaisonOffice,
            name: `Liaison office of ${member.name}`,
            function: 'liaison-office',
            subscribe: [],
          },
        ]
      : [];
    const authority = member.authority
      ? [
          {
            unit: member.authority.unit,
            name: member.authority.unitName,
            function: 'central-authority',
            subscribe: [],
          },
        ]
      : [];
    const units = [...police, ...liaison, ...authority].map((unit) => ({ ...unit, key: newSigningKey() }));
    const node = `${member.code}/main`;
    await writeKey(folder, 'member.json', memberKey);
    await this.say(
      { type: 'member-admitted', member: member.code, name: member.name, memberKey: memberKey.publicKey },
      this.committee.slice(0, THRESHOLD),
    );
    const enrolment = {
      type: 'node-enrolled',
      node,
      hubKey: hubUser.publicKey,
      witnessKey: witnessKey.publicKey,
      recordKey: recordKey.publicKey,
    };
    // The directory takes them in the order in which they come.
    const enrolled = this.say(enrolment, [memberKey, witnessKey]);
    const registered = units.map(({ subscribe: _, key, ...unit }) => {
      const body = { type: 'unit-registered', ...unit, node, languages: member.languages, signingKey: key.publicKey };
      return this.say(body, [memberKey, key]);
    });
    const office = units.find((unit) => unit.unit === member.liaisonOffice);
    const recorded = member.authority && office ? [this.say(instrumentOf(member), [office.key])] : [];
    const [jwt] = await Promise.all([enrolled, ...registered, ...recorded]);
    const secrets = {
      storageKey: hex(newSigningKey().secretKey.subarray(0, 32)),
      witnessSeed: seedOf(witnessKey),
      recordSeed: hex(recordKey.secretKey),
      credential: { jwt, seed: hubUser.seed },
      units: units.map(({ unit, key, subscribe }) => ({ unit, signingSeed: seedOf(key), subscribe })),
    };
    await mkdir(join(folder, 'node', 'files'), { recursive: true, mode: 0o700 });
    await writeFile(join(folder, 'node', 'secrets.json'), JSON.stringify(secrets), { mode: 0o600 });
  }

  private async say(body: unknown, keys: readonly SigningKey[]): Promise<string | undefined> {
    const entry = signStatement(draftStatement(this.state, StatementBody.parse(body), Date.now()), keys);
    expectAccepted(fold(this.state, entry));
    const reply = await submitEntry(this.connection, entry);
    if (!reply.ok) throw new Error(`${reply.refusal.message} ${reply.refusal.remedy}`);
    if (!reply.value.ok) throw new Error(`The directory refused: ${reply.value.refusal.message}`);
    return reply.value.credential;
  }
}

/** The convention that requests rest on, as the member's liaison office records it. */
const instrumentOf = (member: LocalMember) => ({
  type: 'instrument-recorded',
  office: member.liaisonOffice,
  id: 'untoc',
  form: 'multilateral-treaty',
  titles: [
    { language: 'en', text: 'United Nations Convention against Transnational Organized Crime (example record)' },
    {
      language: 'fr',
      text: 'Convention des Nations Unies contre la criminalité transnationale organisée (exemple)',
    },
  ],
  partners: [],
  reservations: [],
  declarations: {
    acceptedLanguages: member.languages.filter((language) => OFFICIAL.includes(language)),
    centralAuthority: member.authority!.unit,
    others: ['An example record: it says nothing of what this state has ratified or declared.'],
  },
});
/** Languages that states take requests in (UNTOC Art. 18(14)). */
const OFFICIAL = ['ar', 'en', 'es', 'fr', 'pt'];

const seedOf = (key: SigningKey): string => hex(key.secretKey.subarray(0, 32));

async function writeKey(folder: string, name: string, key: SigningKey): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = { liaison: 'secret key, version 1', key: hex(key.publicKey), seed: seedOf(key) };
  await writeFile(join(folder, name), JSON.stringify(file), { mode: 0o600 });
}
