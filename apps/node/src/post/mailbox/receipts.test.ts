import { randomBytes } from 'node:crypto';
import { beforeEach, expect, test } from '@jest/globals';
import { signReceipt } from '#libs/envelope/receipt.js';
import { ExampleLog } from '#libs/testing/example-log.js';
import { receiptSubject } from '#libs/transport/subjects.js';
import { UnitAddress } from '#libs/trust/address.js';
import { MOST_BYTES_AN_HOUR, uselessAs } from './hourly-share.js';
import { ReceiptsController } from './receipts.controller.js';
import { Shares } from './shares.service.js';

const [niger, portugal] = [UnitAddress.parse('ne/police'), UnitAddress.parse('pt/police')];
const log = ExampleLog.withMembers('ne', 'pt');
const directory = { state: log.state };

/** What the database was asked, with what; it knows none of the hashes. */
let asked: { sql: string; given: readonly unknown[] }[];
let taken: number;
let controller: ReceiptsController;
beforeEach(() => {
  asked = [];
  taken = 0;
  const query = async (sql: string, given: readonly unknown[]) => {
    asked.push({ sql, given });
    return sql.includes('FROM mail_kept') ? [{ member: 'ne', bytes: `${taken}` }] : [];
  };
  const database = { query, manager: { query }, transaction: (work: (manager: object) => unknown) => work({ query }) };
  const shares = new Shares(database as never, directory as never);
  controller = new ReceiptsController(database as never, directory as never, {} as never, shares);
});

const MADE_UP = 50;
const batch = Array.from({ length: MADE_UP }, () => {
  const envelopes = Array.from({ length: 500 }, () => randomBytes(32));
  const receipt = { recipient: niger, sender: portugal, envelopes, at: 0, logPosition: log.state.size };
  return { subject: receiptSubject(portugal, niger), payload: signReceipt(receipt, log.unitKeys.get(niger)!) };
});

test('between two receipts whatever else the process has to do comes in', async () => {
  let turns = 0;
  let isDone = false;
  const other = () => {
    turns++;
    if (!isDone) setImmediate(other);
  };
  setImmediate(other);
  await controller.takeIn(batch);
  isDone = true;
  expect(turns).toBeGreaterThanOrEqual(MADE_UP);
});

test('hashes of nothing that was sent are asked for once, as they are, and nothing is written but how much was read', async () => {
  await controller.takeIn(batch);
  expect(asked.map(({ sql }) => sql.trim().split(/\s/, 1)[0])).toEqual(['SELECT', 'SELECT', 'INSERT']);
  expect(asked[1]!.given.map((column) => (column as unknown[]).length)).toEqual([MADE_UP, MADE_UP, MADE_UP]);
  expect(asked[2]).toMatchObject({ sql: expect.stringContaining('mail_kept') });
  expect(asked[2]!.given[1]).toEqual(batch.map(({ payload }) => uselessAs(payload.length)));
});

test('what is over its member’s hour is let go unread, and counted', async () => {
  taken = MOST_BYTES_AN_HOUR;
  await controller.takeIn(batch);
  const writes = asked.filter(({ sql }) => !sql.startsWith('SELECT'));
  expect(writes).toEqual([
    { sql: expect.stringContaining('mail_dropped'), given: ['hour', Array(MADE_UP).fill('ne'), expect.any(Number)] },
  ]);
  expect(asked).toHaveLength(2);
});
