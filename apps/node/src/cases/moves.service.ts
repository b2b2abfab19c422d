import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type SignedEvent, signEvent } from '#libs/cases/event.js';
import { MOST_EVENTS_OF_AN_AUTHOR } from '#libs/cases/ledger.js';
import { toTerms } from '#libs/cases/terms.js';
import { hex, sha256, utf8 } from '#libs/cose/bytes.js';
import { type AttachedFile, MOST_FILES, UploadedFile } from '#libs/kinds/attached-file.js';
import type { CaseRooms, MoveForm } from '#libs/kinds/case-kind.js';
import { CASE_KINDS } from '#libs/kinds/case-kinds.js';
import { contentOf } from '#libs/kinds/case-message.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { Problem, problem } from '../http/problem.js';
import { validated } from '../http/validated.js';
import { Audit } from '../people/audit/audit.js';
import type { Officer, Role } from '../people/officers/roles.js';
import { FileLimits } from '../post/files/file-limits.js';
import { FilesService } from '../post/files/files.service.js';
import { Authority } from '../trust/authority/authority.js';
import { DirectoryService } from '../trust/directory/directory.service.js';
import { KeysService } from '../trust/keys/keys.service.js';
import { CaseStore, type OpenCase } from './case-store.js';
import { CaseSending } from './sending.service.js';

/** What an officer says in a move. */
export interface Said {
  readonly move: string;
  readonly terms: Readonly<Record<string, unknown>>;
  /** As it is written: files by the name under which they were uploaded. */
  readonly content: Readonly<Record<string, unknown>>;
}

/** How a move comes to be made. */
export interface Making {
  /** The officer who asked another one to release it. */
  readonly askedBy?: string | undefined;
  /** Whether it was judged in a draft of its kind’s own. */
  readonly isJudged?: boolean;
  /** What else belongs into its transaction. */
  readonly within?: (manager: EntityManager) => Promise<unknown>;
}

/** What officers do in cases: checked, signed by their unit, kept and sent in one transaction. */
@Injectable()
export class MovesService {
  constructor(
    private readonly database: DataSource,
    private readonly store: CaseStore,
    private readonly sending: CaseSending,
    private readonly directory: DirectoryService,
    private readonly authority: Authority,
    private readonly keys: KeysService,
    private readonly files: FilesService,
    private readonly limits: FileLimits,
    private readonly audit: Audit,
  ) {}

  /** Begins a case. @returns its id */
  async begin(officer: Officer, unit: UnitAddress, kindName: string, said: Said, making: Making = {}): Promise<string> {
    const kind = CASE_KINDS[kindName];
    const form = kind?.beginnings[said.move];
    if (!kind || !form)
      throw problem(404, 'kind-unknown', `No case of "${kindName}" begins with "${said.move}".`, 'See the API.');
    const role = this.authority.mustHold(officer, unit, ['releaser']);
    mustNotNeedDraft(kind, said.move, making);
    const { terms, content } = await this.prepared(officer, unit, form, said);
    const event = this.signed(unit, kindName, said.move, terms, content, {});
    const begun = kind.engine.begin(event);
    if (!begun.ok) throw new Problem(409, begun.refusal);
    this.mustKnow(begun.value.parties);
    this.mustBeBetween(kind, begun.value.parties);
    const caseId = hex(event.hash);
    await this.database.transaction(async (manager) => {
      const open = await this.store.lock(manager, unit, caseId, kindName);
      await this.keep(manager, officer, role, open, event, content, making);
    });
    this.sending.wake();
    return caseId;
  }

  /** Goes on with one. @returns the name of the event */
  async make(officer: Officer, unit: UnitAddress, caseId: string, said: Said, making: Making = {}): Promise<string> {
    this.authority.mustHold(officer, unit, ['releaser', 'evidence-custodian']);
    const known = await this.store.open(unit, caseId);
    const form = known?.kind.moves[said.move];
    if (!known || known.ledger.view.state === undefined) throw caseUnknown();
    if (!form)
      throw problem(
        404,
        'move-unknown',
        `There is no move "${said.move}".`,
        'See the moves that are open in the case.',
      );
    const role = this.authority.mustHold(officer, unit, wantedFor(known.kind, said.move));
    mustNotNeedDraft(known.kind, said.move, making);
    const { terms, content } = await this.prepared(officer, unit, form, said, caseId);
    const name = await this.database.transaction(async (manager) => {
      const open = await this.store.lock(manager, unit, caseId, known.kindName);
      const at = Date.now();
      const fault = open.kind.fault(open.ledger.view.state, said.move, terms, { author: unit, at });
      if (fault) throw new Problem(409, { ...fault, remedy: `${fault.remedy} Nothing was sent.` });
      const { ledger } = open;
      if (ledger.nextSequence(unit) > MOST_EVENTS_OF_AN_AUTHOR) throw caseFull();
      const event = this.signed(unit, open.kindName, said.move, terms, content, {
        case: Buffer.from(caseId, 'hex'),
        parents: ledger.heads,
        sequence: ledger.nextSequence(unit),
        at,
      });
      await this.keep(manager, officer, role, open, event, content, making);
      return hex(event.hash);
    });
    this.sending.wake();
    return name;
  }

  /** Everything that beginning or going on would check of what was written. @throws Problem where it would be refused */
  private async prepared(officer: Officer, unit: UnitAddress, form: MoveForm, said: Said, caseId?: string) {
    this.authority.mustBeBelieved(unit);
    const drafted = validated(form.draft, said.content);
    const terms = validated(form.terms, { ...form.told?.from(drafted), ...said.terms });
    const attached = await this.withFiles(unit, drafted);
    if (attached.files.length > MOST_FILES) {
      throw problem(
        413,
        'too-large',
        `The move has ${attached.files.length} files, at most ${MOST_FILES}.`,
        'Give the others with another move.',
      );
    }
    await this.limits.mustBeFree(officer, unit, attached.files, caseId);
    const content = validated(form.content, attached.value) as Record<string, unknown>;
    // Salted, so that nobody finds what it says by trying: those who do not read it have its hash.
    const text = Object.values(content).some((one) => !(Array.isArray(one) && one.length === 0) && one !== undefined)
      ? JSON.stringify({ salt: randomBytes(16).toString('hex'), ...content })
      : null;
    return { terms: terms as Record<string, unknown>, content: text };
  }

  /** Puts the files themselves in the place of the names of uploads, wherever they stand. */
  private async withFiles(unit: UnitAddress, value: unknown): Promise<{ value: unknown; files: AttachedFile[] }> {
    const files: AttachedFile[] = [];
    const walk = async (one: unknown): Promise<unknown> => {
      const upload = UploadedFile.safeParse(one);
      if (upload.success) {
        const [file] = await this.files.attach(unit, [upload.data]);
        files.push(file!);
        return file;
      }
      if (Array.isArray(one)) return Promise.all(one.map(walk));
      if (typeof one !== 'object' || one === null) return one;
      const entries = await Promise.all(
        Object.entries(one).map(async ([name, each]) => [name, await walk(each)] as const),
      );
      return Object.fromEntries(entries);
    };
    return { value: await walk(value), files };
  }

  private signed(
    author: UnitAddress,
    kind: string,
    move: string,
    terms: object,
    content: string | null,
    place: Partial<Pick<SignedEvent, 'case' | 'parents' | 'sequence' | 'at'>>,
  ): SignedEvent {
    const first = { case: null, parents: [], sequence: 1, at: Date.now() };
    const said = {
      kind,
      author,
      move,
      terms: toTerms(terms),
      content: content === null ? null : sha256(utf8(content)),
      logPosition: this.directory.state.size,
    };
    return signEvent({ ...first, ...said, ...place }, this.keys.signingKey(author));
  }

  private async keep(
    manager: EntityManager,
    officer: Officer,
    role: Role,
    open: OpenCase,
    event: SignedEvent,
    content: string | null,
    { askedBy, within }: Making,
  ): Promise<void> {
    const { unit, caseId, kind, ledger } = open;
    const before = ledger.view.parties;
    ledger.add(event);
    open.contents.set(hex(event.hash), content);
    const contradiction = kind.contradiction(event, contentOf(content));
    if (contradiction) {
      throw problem(
        422,
        'contradiction',
        `It contradicts itself: ${contradiction}.`,
        'Mend the one or the other; nothing was sent.',
      );
    }
    const { state, parties } = ledger.view;
    const urgent = kind.summary(state).urgency !== 'normal';
    this.mustRelease(officer, open, event, content, askedBy);
    const newcomers = event.case === null ? [] : parties.filter((one) => !before.includes(one) && one !== unit);
    this.mustKnow(newcomers);
    // A unit that was retired meanwhile has no keys to be written to: the case goes on without it.
    const recipients = [...new Set([...before, ...parties])].filter((one) => one !== unit && this.isLive(one));
    const history = ledger.view.record.map((one) => hex(one.event.hash)).filter((name) => name !== hex(event.hash));
    for (const to of newcomers) await this.sending.sendHistory(manager, open, history, to, urgent);
    const { messageId } = await this.sending.send(manager, open, { event, content }, recipients, urgent);
    await this.store.add(manager, open, [{ event, content, sender: unit, messageId, place: 0 }]);
    await this.store.settle(manager, open);
    await this.audit.add(manager, {
      officer: officer.name,
      unit,
      role,
      action: event.case === null ? 'case-begun' : 'case-moved',
      subject: caseId,
      why: `${open.kindName}/${event.move}${askedBy ? `, asked by ${askedBy}` : ''}`,
    });
    await within?.(manager);
  }

  private mustRelease(officer: Officer, open: OpenCase, event: SignedEvent, content: string | null, askedBy?: string) {
    const message = { case: open.caseId, parties: open.ledger.view.parties as UnitAddress[], urgent: false, files: [] };
    const { terms } = open.kind.facts({ ...message, events: [{ event: event.wire, content }] }, open.unit);
    if (open.kind.isCustody(event.move)) return this.authority.mustAllow('open', officer, open.unit, terms);
    const officers = askedBy === undefined || askedBy === officer.name ? 1 : 2;
    const remedy = 'Save it as a draft and ask for its release (“liaison case begin … --ask”); nothing was sent.';
    this.authority.mustRelease(officer, open.unit, terms, officers, remedy);
  }

  private mustKnow(parties: readonly UnitAddress[]): void {
    const unknown = parties.filter((one) => !this.isLive(one));
    if (unknown.length === 0) return;
    throw problem(
      422,
      'unit-unknown',
      `The directory knows no live unit ${unknown.join(', ')}.`,
      'See the units with "liaison units"; nothing was stored.',
    );
  }

  /** What is asked of police is asked by police: other authorities have ways of their own. */
  private mustBeBetween({ between }: CaseRooms<unknown>, parties: readonly UnitAddress[]): void {
    const others = parties.filter((one) => !between.includes(this.directory.state.units.get(one)!.function));
    if (others.length === 0) return;
    throw problem(
      422,
      'not-between-such-units',
      `${others.join(', ')} ${others.length === 1 ? 'is' : 'are'} none of: ${between.join(', ')}.`,
      'Ask a unit that is, or begin another kind of case; nothing was stored.',
    );
  }

  private isLive(unit: UnitAddress): boolean {
    const known = this.directory.state.units.get(unit);
    return known !== undefined && known.retiredAt === undefined;
  }
}

export const caseUnknown = () =>
  problem(404, 'case-unknown', 'None of your units has this case.', 'See "liaison case list".');

/** What the law requires of a request is judged in its draft, where its kind has one: there is no way round it. */
function mustNotNeedDraft(kind: CaseRooms<unknown>, move: string, { isJudged }: Making): void {
  if (isJudged || !kind.isDrafted(move)) return;
  throw problem(
    409,
    'draft-needed',
    `"${move}" is written as a draft, which says what is missing.`,
    'Save it under request-drafts and release it there; nothing was sent.',
  );
}

const caseFull = () =>
  problem(
    409,
    'case-full',
    `A unit says at most ${MOST_EVENTS_OF_AN_AUTHOR} things in one case.`,
    'Go on in another case that names this one.',
  );

const wantedFor = (kind: CaseRooms<unknown>, move: string): Role[] =>
  kind.isCustody(move) ? ['releaser', 'evidence-custodian'] : ['releaser'];
