import { Readable } from 'node:stream';
import { until } from '#deploy/local/daemon.js';
import { Problem } from '#libs/api/problem.js';
import { refusal } from './journey.js';
import type { NodeApi } from './node-api.js';

export interface CaseSeen {
  readonly id: string;
  readonly status: string;
  readonly urgency: string;
  readonly role: string;
  readonly owed: { who: string; duty: string; about: number[]; day: string; overdue: boolean }[];
  readonly moves: { move: string; law: string }[];
  readonly parties: string[];
  readonly state: {
    readonly measures: { number: number; status: string; ground: string | null }[];
    readonly consents: { granted: boolean | null }[];
    readonly hearings: {
      number: number;
      status: string;
      agreed: number | null;
      slots: { from: string; until: string }[];
    }[];
    readonly evidence: { item: string; sha256: string | null }[];
  };
  readonly timeline: {
    hash: string;
    move: string;
    author: string;
    terms: Record<string, unknown>;
    content: unknown;
    withheld: boolean;
    void: { code: string } | null;
    verificationCode: string;
  }[];
  readonly unreachable: { unit: string; why: string }[];
  readonly delivery: { event: string; unit: string; state: string }[];
}
interface Gap {
  readonly field: string;
  readonly law: string;
  readonly level: string;
}
export interface Draft {
  readonly id: string;
  readonly version: number;
  readonly gaps: Gap[];
  readonly terms: object | null;
  readonly drafted: { requested?: string; request: Record<string, unknown> };
}

/** An authority's desk: its unit, and two officers. */
export class Desk {
  constructor(
    readonly unit: string,
    readonly officer: NodeApi,
    readonly second: NodeApi,
  ) {}

  draft = (drafted: object): Promise<Draft> =>
    this.officer.post<Draft>('/request-drafts', { unit: this.unit, drafted });
  saveDraft = ({ id, version }: Draft, drafted: object): Promise<Draft> =>
    this.officer.put<Draft>(`/request-drafts/${id}`, { version, drafted });
  refusedToRelease = ({ id, version }: Draft): Promise<string> =>
    refusal(this.officer.post(`/request-drafts/${id}/release`, { version }));

  /** One officer asks, the other releases. */
  async releaseByTwo({ id, version }: Draft): Promise<Case> {
    await this.officer.post(`/request-drafts/${id}/release-request`, { version });
    return new Case((await this.second.post<{ id: string }>(`/request-drafts/${id}/release`, { version })).id);
  }
  /** Where no second officer is needed. */
  async releaseAlone({ id, version }: Draft): Promise<Case> {
    return new Case((await this.officer.post<{ id: string }>(`/request-drafts/${id}/release`, { version })).id);
  }
  /** Begins a case without a draft. */
  async begins(move: string, terms: object, content: object): Promise<Case> {
    const begun = { unit: this.unit, kind: 'mutual-legal-assistance', move, terms, content };
    return new Case((await this.officer.post<{ id: string }>('/cases', begun)).id);
  }
  refusedToBegin = (move: string, terms: object, content: object): Promise<Problem> =>
    failed(this.begins(move, terms, content));
  refusedPrint = ({ id }: Case, document: string, languages: readonly string[] = ['en']): Promise<Problem> =>
    failed(this.officer.postForBytes(`/cases/${id}/documents`, { document, languages, why: 'for the file' }));

  refusedToReleaseByTwo = (draft: Draft): Promise<Problem> => failed(this.releaseByTwo(draft));

  async upload(fileName: string, bytes: Buffer): Promise<{ name: string; sha256: string }> {
    const wanted = { unit: this.unit, fileName, mediaType: 'application/octet-stream', bytes: bytes.length };
    const { name } = await this.officer.post<{ name: string }>('/uploads', wanted);
    const body = Readable.toWeb(Readable.from([bytes])) as ReadableStream;
    const done = await this.officer.putBytes<{ file: { name: string; sha256: string } }>(
      `/uploads/${name}?offset=0`,
      body,
    );
    return done.file;
  }

  bundle = async ({ id }: Case): Promise<Uint8Array> =>
    this.officer.postForBytes(`/cases/${id}/bundle`, { why: 'for the court' });

  /** As `liaison log save` writes it. */
  async wholeLog(): Promise<object> {
    const entries: string[] = [];
    for (;;) {
      const page = await this.officer.get<{ checkpoint: string; entries: string[] }>(
        `/directory/entries?from=${entries.length}`,
      );
      entries.push(...page.entries);
      if (page.entries.length === 0) return { liaison: 'log, version 1', checkpoint: page.checkpoint, entries };
    }
  }

  /** A file as an event of a case gives it. */
  async saved({ id }: Case, event: string, name: string): Promise<Buffer> {
    const content = await this.officer.download(`/cases/${id}/events/${event}/files/${name}?unit=${this.unit}`);
    return Buffer.from(await new Response(content).arrayBuffer());
  }
}

/** A case as the journeys speak of it: who does what, and what who sees. */
export class Case {
  constructor(readonly id: string) {}

  at = (desk: Desk): Promise<CaseSeen> => desk.officer.get<CaseSeen>(`/cases/${this.id}?unit=${desk.unit}`);

  async does(desk: Desk, move: string, terms: object = {}, content: object = {}): Promise<string> {
    const { event } = await desk.officer.post<{ event: string }>(`/cases/${this.id}/moves`, {
      unit: desk.unit,
      move,
      terms,
      content,
    });
    return event;
  }
  refuses = (desk: Desk, move: string, terms: object, content: object = {}): Promise<Problem> =>
    failed(this.does(desk, move, terms, content));

  arrivesAt = (desk: Desk): Promise<CaseSeen> =>
    until(`the case is at ${desk.unit}`, async () => this.at(desk).catch(() => undefined));
  sees = (desk: Desk, status: string): Promise<CaseSeen> =>
    until(`${desk.unit} sees that it is ${status}`, async () => {
      const seen = await this.at(desk);
      return seen.status === status ? seen : undefined;
    });
}

const failed = (call: Promise<unknown>): Promise<Problem> =>
  call.then(
    () => {
      throw new Error('it was taken');
    },
    (error) => {
      if (error instanceof Problem) return error;
      throw error;
    },
  );
