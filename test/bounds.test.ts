import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { getMetadataArgsStorage } from 'typeorm';
import type { z } from 'zod';
import { temporaryFolder } from '#deploy/local/folders.js';
import { freePort } from '#deploy/local/ports.js';
import { LocalPostgres } from '#deploy/local/postgres.js';
import { FileBytes, LogPosition, PartCount, Sequence, Version } from '#libs/bounds/numbers.js';
import { isText } from '#libs/bounds/text.js';
import { Epoch, Instant, LAST_INSTANT } from '#libs/bounds/times.js';
import { Alert } from '#libs/kinds/alert/schema.js';
import { GrantDays } from '#libs/kinds/alert/sharing.js';
import { bulletinOf } from '#libs/kinds/bulletin.js';
import { bulletinOnPaper } from '#libs/kinds/bulletin-paper.js';
import { MOST_DAYS } from '#libs/kinds/bulletin-retention.js';
import { BULLETIN_TEMPLATE } from '#libs/kinds/bulletin-template.js';
import { MOST_CASE_DAYS } from '#libs/kinds/case-retention.js';
import { obligationsIn } from '#libs/kinds/mutual-legal-assistance/deadlines.js';
import { MUTUAL_LEGAL_ASSISTANCE } from '#libs/kinds/mutual-legal-assistance/kind.js';
import { MEASURE_TYPES } from '#libs/kinds/mutual-legal-assistance/measures.js';
import { ASSISTANCE } from '#libs/kinds/mutual-legal-assistance/rooms.js';
import { typeset } from '#libs/pdf/typeset.js';
import { directoryDataSource, nodeDataSource } from '#libs/store/data-source.js';
import { UnitAddress } from '#libs/trust/address.js';
import { alertTitled } from './support/journey.js';

let folder: string;
let postgres: LocalPostgres;

beforeAll(async () => {
  folder = await temporaryFolder('bounds');
  await mkdir(folder, { recursive: true });
  const port = await freePort('PostgreSQL', 26_500, new Set(), () => undefined);
  postgres = await LocalPostgres.start(join(folder, 'postgres'), port, join(folder, 'postgres.log'));
});
afterAll(async () => {
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What of it comes from outside, by the column that it is kept in. A `DateTime` in text ends where `Instant` does. */
const KEPT: Readonly<Record<string, Pick<z.ZodNumber, 'maxValue'>>> = {
  'message.createdAt': Instant,
  'message.logPosition': LogPosition,
  'message.sequence': Sequence,
  'waiting_mail.logPosition': LogPosition,
  'channel_in.completeTo': Sequence,
  'channel_in.highest': Sequence,
  'channel_out.sequence': Sequence,
  'outbox_recipient.sequence': Sequence,
  'outbox_recipient.epoch': Epoch,
  'epoch_key.epoch': Epoch,
  'introduction_out.epoch': Epoch,
  'introduction_in.epoch': Epoch,
  'file.bytes': FileBytes,
  'file.parts': PartCount,
  'upload.bytes': FileBytes,
  'upload.received': FileBytes,
  'entry.position': LogPosition,
  'log_entry.position': LogPosition,
  'log_head.trustedSize': LogPosition,
  'log_snapshot.size': LogPosition,
  'case_commitment.position': LogPosition,
  'case_thread.nextDueAt': Instant,
  'case_thread.tellAt': Instant,
  'bulletin_index.validUntil': Instant,
  'draft.version': Version,
  'retention.days': { maxValue: MOST_DAYS },
  'case_retention.days': { maxValue: MOST_CASE_DAYS },
  'share_request.releaseAskedDays': GrantDays,
};
/** Counted, or taken from this node's own clock. */
const COUNTED = new Set([
  'bulletin_index.expiryTold',
  'bulletin_index.number',
  'profile.number',
  'alert_link.a',
  'alert_link.b',
  'bulletin_note.bulletin',
  'bulletin_note.notedAt',
  'bulletin_reply.repliedAt',
  'audit.at',
  'audit.position',
  'case_commitment.events',
  'case_commitment.index',
  'case_commitment.leaves',
  'case_event.place',
  'case_event.storedAt',
  'case_event.words',
  'case_hold.at',
  'case_left.place',
  'case_question.at',
  'case_thread.begunAt',
  'case_thread.changedAt',
  'case_thread.endedAt',
  'case_thread.erasedAt',
  'case_thread.forksTold',
  'catch_up_question.answerAt',
  'catch_up_question.answeredAt',
  'code_secret.lastStep',
  'draft.savedAt',
  'epoch_key.readAt',
  'feature_count.alerts',
  'feature_count.feature',
  'file.attempts',
  'file.nextAttemptAt',
  'file.received',
  'file.waitsSince',
  'file_out.sent',
  'incident.at',
  'incident.more',
  'issued.id',
  'log_head.id',
  'log_snapshot.id',
  'mail_dropped.lastAt',
  'mail_dropped.messages',
  'message.storedAt',
  'network.confirmedAt',
  'network_alert.alert',
  'network_apart.a',
  'network_apart.b',
  'notification.id',
  'notification.toldAt',
  'outbox.attempts',
  'outbox.nextAttemptAt',
  'outbox.publishedAt',
  'outbox_recipient.deliveredAt',
  'outbox_recipient.erasedAt',
  'passkey.addedAt',
  'passkey.counter',
  'passkey.usedAt',
  'quarantine.receivedAt',
  'recall.recalledAt',
  'replacement.replacedAt',
  'session.activeAt',
  'session.begunAt',
  'session.expiresAt',
  'share_request.askedAt',
  'share_request.decidedAt',
  'sign_in_attempt.tries',
  'sign_in_attempt.until',
  'sign_in_step.expiresAt',
  'statement_draft.draftedAt',
  'upload.lastAt',
  'waiting_mail.attempts',
  'waiting_mail.nextAttemptAt',
  'waiting_mail.receivedAt',
  'log_head.verifiedAt',
  'mail_kept.began',
  'mail_kept.bytes',
  'draft_presence.at',
]);
/** What each type holds that is read into a number of the program. */
const HOLDS: Readonly<Record<string, number>> = {
  smallint: 2 ** 15 - 1,
  int: 2 ** 31 - 1,
  bigint: Number.MAX_SAFE_INTEGER,
};

test('every whole number that is kept from outside has a bound that its column holds, in PostgreSQL itself', async () => {
  const entities = [nodeDataSource(''), directoryDataSource('')].flatMap(
    ({ options }) => options.entities as unknown as (new () => object)[],
  );
  const tables = new Map(getMetadataArgsStorage().tables.map(({ target, name }) => [target, name!]));
  const columns = getMetadataArgsStorage()
    .columns.filter(({ target, options }) => entities.includes(target as never) && !options.array)
    .map(({ target, propertyName, options }) => ({
      name: `${tables.get(target)}.${propertyName}`,
      type: String(options.type),
    }))
    .filter(({ type }) => type in HOLDS);
  expect(columns.length).toBeGreaterThan(70);
  for (const { name, type } of columns) {
    // A new column: say above what bounds what is kept there.
    expect([name, name in KEPT || COUNTED.has(name)]).toEqual([name, true]);
    const most = KEPT[name]?.maxValue;
    if (most === undefined || most === null) continue;
    expect(most).toBeLessThanOrEqual(HOLDS[type]!);
    const { rows } = await postgres.query(`SELECT $1::${type} AS kept`, [String(most)]);
    expect([name, Number(rows[0].kept)]).toEqual([name, most]);
  }
});

/** Any sequence of UTF-16 code units that is text. */
const someText = fc
  .array(fc.oneof(fc.integer({ min: 1, max: 0xffff }), fc.integer({ min: 1, max: 0x2f })), {
    minLength: 1,
    maxLength: 30,
  })
  .map((units) => String.fromCharCode(...units))
  .filter(isText);

test('whatever is text is kept by PostgreSQL as it is, in every type that texts are kept in', async () => {
  const texts = fc.sample(someText, 300);
  const { rows } = await postgres.query(
    `SELECT t AS text, to_jsonb(t) #>> '{}' AS json, to_tsvector('simple', t) IS NOT NULL AS found
     FROM unnest($1::text[]) WITH ORDINALITY AS u (t, n) ORDER BY n`,
    [texts],
  );
  expect(rows).toEqual(texts.map((text) => ({ text, json: text, found: true })));
  await expect(postgres.query('SELECT $1::text', ['a\0b'])).rejects.toThrow();
});

test('an alert of any texts and at any time is set as a PDF', async () => {
  const texts = [
    ...fc.sample(someText, 12),
    'Convoi 🚚 de 张家港, \u{1d}\ue000\u200d\ufe0f',
    '\u2028\u3000\ufdd0\u0378',
  ];
  for (const [i, text] of texts.entries()) {
    const draft = await alertTitled('x');
    const alert = Alert.parse({
      ...draft,
      title: { language: 'en', text: `${text}x` },
      summary: { language: 'ar', text: `x${text}` },
      validUntil: i % 2 ? '8999-12-31T00:00:00-23:00' : '1600-01-02T00:00:00+23:59',
    });
    const bulletin = bulletinOf('alert', alert, UnitAddress.parse('ne/police'));
    const exported = { id: 'x', sender: text, createdAt: i % 2 ? LAST_INSTANT : 0, bulletin };
    const printed = { by: text, at: new Date(0).toISOString(), why: text };
    expect(typeset(BULLETIN_TEMPLATE, bulletinOnPaper(exported, 'fr', printed), 0).length).toBeGreaterThan(1000);
  }
});

describe('a case at the ends of time', () => {
  test.each([0, LAST_INSTANT])('begun at %i ms owes what can be shown, and is shown', (at) => {
    const [author, requested] = [UnitAddress.parse('ne/central-authority'), UnitAddress.parse('pt/central-authority')];
    for (const wishedBy of ['1600-01-01', '8999-12-31', undefined]) {
      const terms = new Map<string, unknown>(
        Object.entries({
          reference: 'R',
          language: 'fr',
          requested,
          instruments: ['untoc'],
          urgency: 'normal',
          confidential: false,
          measures: [
            new Map<string, unknown>([
              ['number', 1],
              ['type', MEASURE_TYPES[0]],
            ]),
          ],
          ...(wishedBy && { wishedBy }),
        }),
      );
      const first = {
        case: null,
        kind: '',
        author,
        sequence: 1,
        parents: [],
        at,
        logPosition: 1,
        move: 'request',
        terms,
        content: null,
      };
      const begun = MUTUAL_LEGAL_ASSISTANCE.begin(first);
      if (!begun.ok) throw new Error(begun.refusal.message);
      const { state } = begun.value;
      for (const owed of obligationsIn(state)) {
        for (const time of [owed.since, owed.dueAt, owed.soonAt]) {
          expect(new Date(time).toISOString()).toMatch(/^\d{4}-/);
        }
        expect(owed.day).toMatch(/^\d{4}-\d\d-\d\d$/);
      }
      expect(JSON.stringify(ASSISTANCE.view(state))).toContain('"begunAt"');
    }
  });
});
