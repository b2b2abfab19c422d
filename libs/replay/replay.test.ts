import { expect, test } from '@jest/globals';
import { hex } from '#libs/cose/bytes.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { replay } from '#libs/replay/replay.js';
import { ExampleLog } from '#libs/testing/example-log.js';
import { snapshotOf } from '#libs/trust/snapshot.js';

const log = ExampleLog.withMembers('ne', 'pt');
for (let i = 0; i < 600; i++) log.subscribe(i % 2 ? 'ne/police' : 'pt/police', 'alert');

test('on every core a log folds to the same state as one statement after the other', async () => {
  const { state, tree } = expectAccepted(await replay(log.entries));
  expect(tree.size).toBe(log.entries.length);
  expect(hex(snapshotOf(state))).toBe(hex(snapshotOf(log.state)));
});

test('one wrong signature among many is found', async () => {
  const forged = log.entries.map((entry) => Buffer.from(entry));
  forged[500]![forged[500]!.length - 1]! ^= 1;
  expect(await replay(forged)).toMatchObject({ ok: false, refusal: { code: 'not-signed' } });
});
