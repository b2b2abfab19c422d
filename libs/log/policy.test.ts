import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { utf8 } from '#libs/cose/bytes.js';
import { newSigningKey, verifyBytes } from '#libs/cose/ed25519.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { noteOf, readCheckpoint, type SignedCheckpoint, signCheckpoint } from './checkpoint.js';
import { COSIGNATURE_TYPE, cosign } from './cosignature.js';
import { ED25519_TYPE, readNote, readVerifierKey, signaturesIn, verifierKey } from './note.js';
import { namesLog, policyText, readPolicy, witnessedBy } from './policy.js';

const ORIGIN = 'liaison.test/log';
const logKey = newSigningKey();
const keys = new Map(['X1', 'X2', 'X3', 'Y1', 'Y2', 'Y3'].map((name) => [name, newSigningKey()]));
const LOG = `log ${verifierKey(ORIGIN, ED25519_TYPE, logKey.publicKey)}\n`;
const witnessLine = (name: string) =>
  `witness ${name} ${verifierKey(name, COSIGNATURE_TYPE, keys.get(name)!.publicKey)} https://${name}.example/\n`;
const WITNESSES = [...keys.keys()].map(witnessLine).join('');
/** The example of the specification, with keys. */
const TWO_LEVELS = `${LOG}\n${WITNESSES}
group X-witnesses 2 X1 X2 X3
\tgroup  Y-witnesses any Y1 Y2\tY3

# both
group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`;

function checkpoint(cosigned: Readonly<Record<string, number>>): SignedCheckpoint {
  const note = signCheckpoint({ origin: ORIGIN, size: 7, root: new Uint8Array(32) }, logKey);
  const read = expectAccepted(readCheckpoint(note, ORIGIN, logKey.publicKey));
  const lines = Object.entries(cosigned).map(([name, at]) => cosign(read, name, keys.get(name)!, at));
  return expectAccepted(readCheckpoint(noteOf(read, lines), ORIGIN, logKey.publicKey));
}
const read = (text: string) => expectAccepted(readPolicy(utf8(text)));

test('the verifier key that the specification of signed notes gives verifies the note that stands beside it', () => {
  const key = readVerifierKey('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k')!;
  expect([key.name, key.type]).toEqual(['example.com/foo', ED25519_TYPE]);
  const note = readNote(
    'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
  )!;
  const [signature] = signaturesIn(note.lines, key.name, key.type, key.key);
  expect(verifyBytes(utf8(note.text), signature!, key.key)).toBe(true);
  expect(verifierKey(key.name, key.type, key.key)).toMatch(/^example\.com\/foo\+530d903a\+Aeky/);
});

test.each<[Record<string, number>, number, number | undefined, number | undefined]>([
  [{}, 0, undefined, undefined],
  [{ X1: 5, X2: 6, X3: 7 }, 1, undefined, undefined],
  [{ X1: 5, Y1: 6 }, 1, undefined, undefined],
  [{ X1: 5, X2: 6, Y3: 9 }, 2, 5, 9],
  [{ X1: 5, X2: 6, X3: 7, Y1: 1, Y3: 9 }, 2, 6, 6],
])('of the specification’s example, %o are %i of two groups', (cosigned, members, since, by) => {
  expect(witnessedBy(read(TWO_LEVELS), checkpoint(cosigned))).toEqual({ members, quorum: 2, since, by });
});

test('a policy is written as it is read, and names its log', () => {
  const policy = read(TWO_LEVELS);
  expect(read(policyText(policy, ['a remark\nquorum none', 'é']))).toEqual(policy);
  expect(namesLog(policy, ORIGIN, logKey.publicKey)).toBe(true);
  expect(namesLog(policy, 'other.test/log', logKey.publicKey)).toBe(false);
  expect(namesLog(policy, ORIGIN, newSigningKey().publicKey)).toBe(false);
  expect(namesLog(read('quorum none\n'), ORIGIN, logKey.publicKey)).toBe(true);
});

test('one witness can be the quorum, and none', () => {
  const one = read(`${WITNESSES}quorum X1\n`);
  expect(witnessedBy(one, checkpoint({ X1: 3 }))).toEqual({ members: 1, quorum: 1, since: 3, by: 3 });
  expect(witnessedBy(one, checkpoint({ X2: 3 })).since).toBeUndefined();
  expect(witnessedBy(read('quorum none\n'), checkpoint({})).since).toBe(0);
});

test.each([
  ['nothing', '', /last line/],
  ['no quorum', LOG, /"quorum"/],
  ['a last line that does not end', 'quorum none', /last line/],
  ['a carriage return', 'quorum none\r\n', /control/],
  ['two quorums', 'quorum none\nquorum none\n', /line 2 .*second/],
  ['a quorum of nobody known', 'quorum X1\n', /line 1 .*no line before/],
  ['a quorum before its witness', `quorum X1\n${WITNESSES}`, /line 1 .*no line before/],
  ['a word of its own', 'mirror X\n', /line 1 is none of/],
  ['a log twice', `${LOG}${LOG}quorum none\n`, /second time/],
  ['a witness’s key under two names', `${WITNESSES}${witnessLine('X1').replace('X1', 'X9')}`, /second time/],
  ['a name twice', `${WITNESSES}group X1 any X2\n`, /something else/],
  ['a witness called none', witnessLine('X1').replace('X1', 'none'), /something else/],
  ['none in a group', `${WITNESSES}group G any none\n`, /no line before/],
  ['a group of nobody', 'group G any\n', /is not "group"/],
  ['a group of none of them', `${WITNESSES}group G 0 X1\n`, /does not have/],
  ['a group of more than it has', `${WITNESSES}group G 3 X1 X2\n`, /does not have/],
  ['a number with a sign', `${WITNESSES}group G +1 X1\n`, /does not have/],
  ['a group of itself', `${WITNESSES}group G any G\n`, /no line before/],
  ['one in two groups', `${WITNESSES}group G any X1\ngroup H any X1\n`, /group already/],
  ['one twice in a group', `${WITNESSES}group G 2 X1 X1\n`, /group already/],
  ['a key whose id is another’s', LOG.replace(/\+[0-9a-f]{8}\+/, '+00000000+'), /verifier key/],
  ['a witness by a log’s key', `witness A ${LOG.slice(4)}`, /kind of key/],
])('a policy with %s is refused', (_, text, why) => {
  const outcome = readPolicy(Buffer.from(text, 'latin1'));
  expect(outcome.ok ? '' : outcome.refusal.message).toMatch(why);
});

test('no bytes make the parser throw', () => {
  const pieces = fc.constantFrom('log ', 'witness ', 'group ', 'quorum ', 'none', 'X1 ', 'any ', '2 ', '\n', '+', '#');
  const text = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' }))).map((parts) => parts.join(''));
  fc.assert(fc.property(text, (said) => typeof readPolicy(utf8(said)).ok === 'boolean'));
});
