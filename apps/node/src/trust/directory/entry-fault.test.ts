import { beforeEach, expect, test } from '@jest/globals';
import { utf8 } from '#libs/cose/bytes.js';
import { newSigningKey, type SigningKey } from '#libs/cose/ed25519.js';
import { ExampleLog } from '#libs/testing/example-log.js';
import { StatementBody } from '#libs/trust/bodies.js';
import { draftStatement, signStatement } from '#libs/trust/draft.js';
import { entryFault } from './entry-fault.js';

let log: ExampleLog;
beforeEach(() => {
  log = ExampleLog.withMembers('ne', 'pt');
});

const retires = (unit: string, key: SigningKey): Uint8Array => {
  const body = StatementBody.parse({ type: 'unit-retired', unit });
  return signStatement(draftStatement(log.state, body, 0), [key]);
};
const faultOf = (entry: Uint8Array) => {
  const fault = entryFault(log.state, entry);
  return fault && [fault.refusal.code, fault.mayPass];
};

test('a statement that the log would take has no fault', () => {
  expect(faultOf(retires('ne/police', log.memberKey('ne')))).toBeUndefined();
});

test('what is no statement, or signed by nobody known, is not handed in', () => {
  expect(faultOf(utf8('junk'))).toEqual(['statement-malformed', false]);
  expect(faultOf(retires('ne/police', newSigningKey()))?.[0]).toBe('not-signed');
});

test('what was said before never passes; what comes after something not seen here may', () => {
  const first = retires('ne/police', log.memberKey('ne'));
  log.take(first);
  expect(faultOf(first)).toEqual(['out-of-order', false]);
  const elsewhere = ExampleLog.founded();
  expect(entryFault(elsewhere.state, first)).toMatchObject({ mayPass: true });
});

test('an enrolment that is in the log is handed in again, until its node is retired', () => {
  log.enrol('ne/second');
  const enrolment = log.entries.at(-1)!;
  expect(faultOf(enrolment)).toBeUndefined();
  log.must({ type: 'node-retired', node: 'ne/second' }, [log.memberKey('ne')]);
  expect(faultOf(enrolment)).toEqual(['out-of-order', false]);
});
