import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Contact, type ContactSearch, isOnDuty, isWanted } from '#libs/contacts/contact.js';
import { commitmentTo, contactIn, openRecordAs, sealRecordFor } from '#libs/contacts/record.js';
import { equalBytes, hex } from '#libs/cose/bytes.js';
import { openRecord, sealRecord } from '#libs/store/storage-key.js';
import { ContactRow } from '#libs/store/trust-entities.js';
import { fetchRecord, putRecord } from '#libs/transport/directory-client.js';
import { memberOf, type UnitAddress } from '#libs/trust/address.js';
import { type Contact as ContactInLog, isSuspended } from '#libs/trust/directory.js';
import { inTurn } from '../../process/alone.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { HubLink } from '../../process/hub-link.js';
import { Pauses } from '../../process/pauses.js';
import type { Worker } from '../../process/roles.js';
import { Wakeable } from '../../process/wakeable.js';
import { DirectoryService } from '../directory/directory.service.js';
import { KeysService } from '../keys/keys.service.js';
import { StatementDrafts } from '../statements/statement-drafts.js';

/** How often it is looked whether a record that was not there is due to be asked for again. */
const IDLE_MS = 2000;
/** So long a record is not asked for again that was not there, twice as long each time. */
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 24 * 3600 * 1000;

export interface FoundContact {
  readonly id: string;
  readonly member: string;
  readonly office: string;
  readonly position: number;
  readonly onDuty: boolean;
  readonly contact: Contact;
}

/** Contacts as the log has them: others' records fetched and opened, our own sealed for every member's nodes, the erased erased. */
@Injectable()
export class ContactsService implements Worker {
  private readonly logger = new Logger(ContactsService.name);
  private readonly loop = new Wakeable(
    { idleMs: IDLE_MS, apartMs: 100 },
    async () => {
      await this.settle();
      await inTurn(this.database, 'contacts of others', () => this.fetchOthers());
      return false;
    },
    this.logger,
    'contacts wait',
  );
  private settling: Promise<void> = Promise.resolve();
  private readonly inVain = new Pauses(FIRST_PAUSE_MS, LONGEST_PAUSE_MS);

  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
    private readonly hub: HubLink,
    private readonly keys: KeysService,
    private readonly drafts: StatementDrafts,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  start(): void {
    this.directory.whenChanged(() => this.loop.wake());
    this.loop.start();
  }

  stop = (): Promise<void> => this.loop.stop();

  /** Those wanted, by member and name. @param now milliseconds since 1970-01-01T00:00Z */
  async search(search: ContactSearch, now: number): Promise<FoundContact[]> {
    const rows = await this.database.getRepository(ContactRow).find();
    return rows
      .flatMap((row): FoundContact[] => {
        const known = this.directory.state.contacts.get(row.id);
        const member = memberOf(row.office as UnitAddress);
        const record = openRecord(this.config.storageKey, row);
        if (!known || record === 'erased') return [];
        const contact = contactIn(record);
        if (!isWanted(contact, member, search)) return [];
        return [
          { id: row.id, member, office: row.office, position: known.since, onDuty: isOnDuty(contact, now), contact },
        ];
      })
      .sort((a, b) => a.member.localeCompare(b.member) || a.contact.name.localeCompare(b.contact.name));
  }

  /** Brings what is kept here of our own contacts to what the log says, and lets the erased go: one process after the other. */
  settle(): Promise<void> {
    const settled = this.settling.then(() => inTurn(this.database, 'contacts', () => this.settleOnce()));
    this.settling = settled.catch(() => undefined);
    return settled;
  }

  private async settleOnce(): Promise<void> {
    const rows = await this.rows();
    const { contacts } = this.directory.state;
    await this.erase([...rows.keys()].filter((id) => !contacts.has(id)));
    for (const contact of contacts.values()) {
      if (this.keys.owns(contact.office) && !isCurrent(contact, rows)) await this.adopt(contact);
    }
    if (this.hub.reachable) await this.sealForAll();
  }

  /** Apart from our own, since an officer who has signed waits for those, and others' may never come. */
  private async fetchOthers(): Promise<void> {
    const rows = await this.rows();
    const others = [...this.directory.state.contacts.values()].filter(
      (contact) => !this.keys.owns(contact.office) && !isCurrent(contact, rows),
    );
    this.inVain.only(new Set(others.map(versionOf)));
    for (const contact of others) {
      if (!this.hub.reachable) return;
      const version = versionOf(contact);
      if (this.inVain.has(version, Date.now())) continue;
      const fetched = await this.fetch(contact);
      if (fetched !== 'kept') this.inVain.add(version, Date.now());
      if (fetched === 'unanswered') return;
    }
  }

  private rows = async (): Promise<Map<string, ContactRow>> =>
    new Map((await this.database.getRepository(ContactRow).find()).map((row) => [row.id, row]));

  /** Our own contact, whose record is in the draft that was signed. */
  private async adopt(contact: ContactInLog): Promise<void> {
    const draft = await this.drafts.ofContact(contact.id, contact.commitment);
    if (draft?.record) await this.keep(contact, draft.record, []);
  }

  private async fetch(contact: ContactInLog): Promise<'kept' | 'absent' | 'unanswered'> {
    const reply = await fetchRecord(await this.hub.connection(), contact.id);
    if (!reply.ok) return 'unanswered';
    if (!reply.value.ok) return 'absent';
    const { sealed, capsule } = reply.value;
    const opened = openRecordAs(this.config.node, this.config.recordKey, contact.id, {
      sealed,
      capsule,
      commitment: contact.commitment,
    });
    if (opened.ok) await this.keep(contact, opened.value, null);
    else this.logger.warn(`contact not taken: ${opened.refusal.code}`);
    return opened.ok ? 'kept' : 'absent';
  }

  private async keep(contact: ContactInLog, record: Uint8Array, sealedFor: string[] | null): Promise<void> {
    const sealed = sealRecord(this.config.storageKey, record);
    const commitment = Buffer.from(commitmentTo(record));
    await this.database
      .getRepository(ContactRow)
      .upsert({ id: contact.id, office: contact.office, commitment, sealedFor, ...sealed }, ['id']);
  }

  /** Our own contacts, sealed for every live node of every member: anew when a node has come or gone. */
  private async sealForAll(): Promise<void> {
    const { nodes, members, size } = this.directory.state;
    const live = [...nodes.values()].filter(
      (node) => node.retiredAt === undefined && !isSuspended(members.get(memberOf(node.name))!, size),
    );
    const names = live.map((node) => node.name).sort();
    const own = await this.database.getRepository(ContactRow).find();
    for (const row of own.filter(({ sealedFor }) => sealedFor !== null && sealedFor.join() !== names.join())) {
      const record = openRecord(this.config.storageKey, row);
      if (record === 'erased') continue;
      const sealed = sealRecordFor(row.id, record, new Map(live.map((node) => [node.name, node.recordKey])));
      const put = await putRecord(await this.hub.connection(), row.id, sealed);
      if (!put.ok || !put.value.ok) continue;
      await this.database.getRepository(ContactRow).update({ id: row.id }, { sealedFor: names });
    }
  }

  /** The rows go, and the table's file is written anew without them. */
  private async erase(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.database.getRepository(ContactRow).delete([...ids]);
    await this.database.query('VACUUM (FULL) contact');
    this.logger.log(`${ids.length} contacts erased`);
  }
}

const isCurrent = ({ id, commitment }: ContactInLog, rows: ReadonlyMap<string, ContactRow>): boolean => {
  const row = rows.get(id);
  return row !== undefined && equalBytes(row.commitment, commitment);
};

/** A contact that is changed is asked for anew. */
const versionOf = ({ id, commitment }: ContactInLog): string => `${id} ${hex(commitment)}`;
