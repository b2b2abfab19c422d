import { beforeEach, describe, expect, test } from '@jest/globals';
import { newSigningKey } from '#libs/cose/ed25519.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { ExampleLog } from '#libs/testing/example-log.js';
import { StatementBody } from './bodies.js';
import { restoreSnapshot, snapshotOf } from './snapshot.js';
import {
  draftFile,
  mergeFiles,
  missingFrom,
  readStatementFile,
  type StatementFileText,
  signFile,
} from './statement-file.js';

let log: ExampleLog;
const senegal = newSigningKey();
const copyOf = () => restoreSnapshot(snapshotOf(log.state));
const admission = () =>
  StatementBody.parse({ type: 'member-admitted', member: 'sn', name: 'Senegal', memberKey: senegal.publicKey });
/** As it is read from a stick. */
const read = (file: StatementFileText) => expectAccepted(readStatementFile(JSON.parse(JSON.stringify(file))));
const draft = () => expectAccepted(draftFile(copyOf(), [admission()], 1_795_500_000_000));

beforeEach(() => {
  log = ExampleLog.withMembers('ne');
});

describe('a statement file', () => {
  test('says in words what it would do, and holds several statements that follow each other', () => {
    const suspend = StatementBody.parse({ type: 'member-suspended', member: 'sn', reason: 'For the test.' });
    const file = expectAccepted(draftFile(copyOf(), [admission(), suspend], 0));
    expect(read(file).map((one) => one.says)).toEqual([
      expect.stringMatching(/^Admit Senegal \(sn\) with the key ([0-9a-f]{4} ?){8}\.$/),
      'Suspend sn from the network: For the test.',
    ]);
  });

  test('is signed one after the other, or in copies that are put together; then the log takes it', () => {
    const [one, two] = log.committee;
    const inTurn = signFile(read(signFile(read(draft()), one!)), two!);
    const copies = [one!, two!].map((key) => read(signFile(read(draft()), key)));
    const together = expectAccepted(mergeFiles(copies));
    for (const file of [inTurn, together]) {
      expect(read(file)[0]!.signatures).toHaveLength(2);
      expectAccepted(missingFrom(copyOf(), read(file)));
    }
    expectAccepted(log.take(read(inTurn)[0]!.entry));
  });

  test('says what is missing while it is', () => {
    expect(missingFrom(copyOf(), read(draft()))).toMatchObject({
      refusal: { message: '0 of the Steering Committee signed; 2 must.' },
    });
    const once = signFile(read(draft()), log.committee[0]!);
    const twice = signFile(read(once), log.committee[0]!);
    expect(missingFrom(copyOf(), read(twice))).toMatchObject({
      refusal: { message: '1 of the Steering Committee signed; 2 must.' },
    });
  });

  test('an altered file keeps no signature, whatever its words say', () => {
    const signed = signFile(read(draft()), log.committee[0]!);
    const altered = JSON.parse(JSON.stringify(signed).replace('"member":"sn"', '"member":"ml"'));
    const [one] = expectAccepted(readStatementFile(altered));
    expect([one!.signatures, one!.says]).toEqual([[], expect.stringContaining('(ml)')]);
  });

  test('what makes no sense is refused when it is drafted, before anybody signs', () => {
    const again = StatementBody.parse({
      type: 'member-admitted',
      member: 'ne',
      name: 'Niger',
      memberKey: senegal.publicKey,
    });
    expect(draftFile(copyOf(), [again], 0)).toMatchObject({ refusal: { code: 'already-there' } });
    expect(readStatementFile({ liaison: 'statements, version 1', statements: [{}] })).toMatchObject({
      refusal: { code: 'file-malformed' },
    });
  });

  test('copies of different drafts are not put together', () => {
    const other = expectAccepted(draftFile(copyOf(), [admission()], 1));
    expect(mergeFiles([read(draft()), read(other)]).ok).toBe(false);
  });
});
