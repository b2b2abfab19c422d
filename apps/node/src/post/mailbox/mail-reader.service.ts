import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { isAhead } from '#libs/bounds/times.js';
import { hex } from '#libs/cose/bytes.js';
import { SliceReader, type UnverifiedSlice } from '#libs/envelope/open.js';
import { admit } from '#libs/kinds/registry.js';
import { readMailSubject } from '#libs/transport/subjects.js';
import { memberOf } from '#libs/trust/address.js';
import { senderKey } from '#libs/trust/sender.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { KeysService } from '../../trust/keys/keys.service.js';
import { type Ask, Introductions } from '../courier/introductions.js';
import { comesAgain, failedStep, inStep } from '../one-culprit.js';
import { Admission } from './admission.service.js';
import type { Judged, Mail, Reading, WaitReason } from './mail.js';

const quarantine = (reason: string): Reading => ({ kind: 'quarantine', reason });
/** Packets that name a position which is not known here make this node ask for more of the log this often. */
const ASK_APART_MS = 1000;
/**
 * So long one batch asks the directory; what else of it needs an answer waits. Where that was not enough, nothing that comes from the
 * hub asks for a while: a directory that is silent, asked for one packet after the other, would stop everybody's mail.
 */
const ASK_MS = 1000;
const QUIET_MS = 10_000;

/** What is read once for all packets that came together. */
interface Together {
  readonly slices: SliceReader;
  readonly bodies: Map<string, ReturnType<typeof admit>>;
  /** Introductions that have not come, by everything that they are asked for by. */
  readonly absent: Set<string>;
  /** Milliseconds that the directory took to answer. */
  asked: number;
}

/** Judges packets: envelope, sender's key at the log position, signature, capsule, body, what the kind says, policy. */
@Injectable()
export class MailReader {
  private askedAt = 0;
  private quietUntil = 0;

  constructor(
    private readonly directory: DirectoryService,
    private readonly keys: KeysService,
    private readonly introductions: Introductions,
    private readonly admission: Admission,
  ) {}

  /** @throws what is the fault of no packet in hand; one that cannot be read is judged to be set aside */
  async readAll(mails: readonly Mail[]): Promise<Judged[]> {
    const together: Together = { slices: new SliceReader(), bodies: new Map(), absent: new Set(), asked: 0 };
    const judged: Judged[] = [];
    for (const mail of mails) {
      judged.push({ mail, reading: await this.readOrSay(mail, together) });
      // Whatever they hold, what else the process has to do comes in between.
      await turn();
    }
    return judged;
  }

  private async readOrSay(mail: Mail, together: Together): Promise<Reading> {
    try {
      return await this.read(mail, together);
    } catch (error) {
      if (comesAgain(error)) throw error;
      return quarantine(`not-taken: ${failedStep(error, 'reading')}`);
    }
  }

  private async read(mail: Mail, together: Together): Promise<Reading> {
    const { subject, payload } = mail;
    const { slices, bodies, absent } = together;
    const slice = slices.read(payload);
    if (!slice.ok) return quarantine(slice.refusal.code);
    const { header } = slice.value;
    const address = readMailSubject(subject);
    const recipient = address?.recipient;
    if (!address || !recipient || !this.keys.owns(recipient)) return quarantine('not-for-this-node');
    if (address.senderMember !== memberOf(header.sender)) return quarantine('sender-is-not-who-published');

    const ask: Ask = (work) => this.ask(mail, together, work);
    const position = await this.positionFor(header.logPosition, ask);
    if (position === undefined) {
      // Whoever holds a key that is known now answers for it; at the position that it names there may be another key.
      const known = senderKey(this.directory.state, header.sender, this.directory.state.size);
      return later('position-ahead', slice.value, known.ok && slices.verify(slice.value, known.value).ok);
    }
    const key = senderKey(this.directory.state, header.sender, position);
    if (!key.ok) return quarantine(key.refusal.code);

    const checked = slices.verify(slice.value, key.value);
    if (!checked.ok) return quarantine(checked.refusal.code);
    if (isAhead(header.createdAt, Date.now())) return quarantine('made-in-the-future');
    const introduction = `${header.sender} ${recipient} ${hex(slice.value.introductionId)}`;
    if (absent.has(introduction)) return later('introduction-absent', slice.value, true);
    const wrapKey = await inStep('introduction', () =>
      this.introductions.toRead(slice.value.introductionId, header.sender, recipient, ask),
    );
    if (!wrapKey.ok) {
      if (wrapKey.refusal.code !== 'introduction-absent') return quarantine(wrapKey.refusal.code);
      absent.add(introduction);
      return later('introduction-absent', slice.value, true);
    }
    const opened = slices.open(checked.value, wrapKey.value);
    if (!opened.ok) return quarantine(opened.refusal.code);
    // The commitment makes it one body for every recipient: the kind's schema checks it once a batch.
    const once = hex(opened.value.hash);
    if (!bodies.has(once)) bodies.set(once, admit(header.kind, opened.value.body, header.sender));
    const admitted = bodies.get(once)!;
    if (admitted === 'malformed') return quarantine('body-malformed');
    const received = { recipient, opened: opened.value, wire: payload };
    if (admitted === 'unknown-kind') return { kind: 'opened', received: { ...received, admitted: undefined } };
    const fault = this.admission.faultOf(admitted, { ...header, recipient, position });
    if (fault) return quarantine(fault);
    return { kind: 'opened', received: { ...received, admitted } };
  }

  /** What waits here holds up nobody's mail: it goes on asking when what comes from the hub does not. */
  private async ask<T>({ waitsSince }: Mail, together: Together, work: () => Promise<T>): Promise<T | undefined> {
    const began = Date.now();
    if (together.asked >= ASK_MS || (waitsSince === undefined && began < this.quietUntil)) return undefined;
    const answer = await work();
    together.asked += Date.now() - began;
    if (together.asked >= ASK_MS) this.quietUntil = Date.now() + QUIET_MS;
    return answer;
  }

  private async positionFor(position: number, ask: Ask): Promise<number | undefined> {
    if (position > this.directory.state.size && Date.now() >= this.askedAt + ASK_APART_MS) {
      this.askedAt = Date.now();
      await ask(() => this.directory.sync());
      this.askedAt = Date.now();
    }
    return this.directory.positionFor(position);
  }
}

const later = (reason: WaitReason, slice: UnverifiedSlice, signed: boolean): Reading => ({
  kind: 'later',
  reason,
  signed,
  logPosition: slice.header.logPosition,
  introductionId: slice.introductionId,
  envelopeHash: slice.hash,
});
