import { localPart, type MemberCode, memberOf, type NodeName, type UnitAddress } from '#libs/trust/address.js';

/** Names at the hub, all in one place: streams, subjects, consumers, and what a node's credential allows. */
export const STREAM = { mail: 'MAIL', receipts: 'RECEIPTS', introductions: 'INTRODUCTIONS', parts: 'PARTS' } as const;

const PREFIX = 'liaison.v1';
const dotted = (unit: UnitAddress): string => `${memberOf(unit)}.${localPart(unit)}`;

export const mailSubject = (recipient: UnitAddress, sender: UnitAddress): string =>
  `${PREFIX}.mail.${dotted(recipient)}.${memberOf(sender)}`;

/** @param to the unit whose message is receipted */
export const receiptSubject = (to: UnitAddress, from: UnitAddress): string =>
  `${PREFIX}.receipt.${dotted(to)}.${memberOf(from)}`;

/** @param id introduction id in hexadecimal */
export const introductionSubject = (sender: UnitAddress, recipient: UnitAddress, id: string): string =>
  `${PREFIX}.intro.${memberOf(sender)}.${memberOf(recipient)}.${id}`;

/** @param name 32 hexadecimal digits @param part from 0 */
export const partSubject = (sender: MemberCode, name: string, part: number): string =>
  `${PREFIX}.part.${sender}.${name}.${part}`;

export const STREAM_SUBJECTS = {
  [STREAM.mail]: `${PREFIX}.mail.*.*.*`,
  [STREAM.receipts]: `${PREFIX}.receipt.*.*.*`,
  [STREAM.introductions]: `${PREFIX}.intro.*.*.*`,
  [STREAM.parts]: `${PREFIX}.part.*.*.*`,
} as const;

/** Core NATS request/reply with the directory service, and its pushed checkpoints. */
export const DIRECTORY = {
  submit: `${PREFIX}.directory.submit`,
  entries: `${PREFIX}.directory.entries`,
  cosign: `${PREFIX}.directory.cosign`,
  proof: `${PREFIX}.directory.proof`,
  tile: `${PREFIX}.directory.tile`,
  record: `${PREFIX}.directory.record`,
  pushed: `${PREFIX}.log`,
} as const;
const ASKED = [DIRECTORY.submit, DIRECTORY.entries, DIRECTORY.proof, DIRECTORY.tile];

/** Where a member's nodes put the sealed records of its contacts: the last word is enforced by the hub. */
export const putRecordSubject = (member: MemberCode): string => `${PREFIX}.record.put.${member}`;
export const PUT_RECORD = `${PREFIX}.record.put.*`;

/** Where a member's nodes tell all others which checkpoint they follow, past the directory service. */
export const witnessedSubject = (member: MemberCode): string => `${PREFIX}.witnessed.${member}`;
export const WITNESSED = `${PREFIX}.witnessed.*`;

/** A subject's parts, believed only after the envelope inside agrees; undefined where it is none of ours. */
export function readMailSubject(subject: string): { recipient: string; senderMember: string } | undefined {
  const parts = subject.split('.');
  if (parts.length !== 6) return undefined;
  return { recipient: `${parts[3]}/${parts[4]}`, senderMember: parts[5]! };
}

export const consumerName = (node: NodeName): string => `${memberOf(node)}_${localPart(node)}`;
export const inboxPrefix = (node: NodeName): string => `_INBOX_${consumerName(node)}`;

/** The mailboxes that a node's consumer reads. */
export const mailboxes = (stream: 'MAIL' | 'RECEIPTS', units: readonly UnitAddress[]): string[] =>
  units.map((unit) => `${PREFIX}.${stream === STREAM.mail ? 'mail' : 'receipt'}.${dotted(unit)}.*`);

export interface Permissions {
  readonly publish: string[];
  readonly subscribe: string[];
}

/** What a member's node may do at the hub: publish as itself, read its own mailboxes through its consumers. */
export function nodePermissions(node: NodeName): Permissions {
  const me = memberOf(node);
  const consumer = consumerName(node);
  const consumed = [STREAM.mail, STREAM.receipts].flatMap((stream) => [
    `$JS.API.CONSUMER.INFO.${stream}.${consumer}`,
    `$JS.API.CONSUMER.MSG.NEXT.${stream}.${consumer}`,
    `$JS.ACK.${stream}.${consumer}.>`,
  ]);
  return {
    publish: [
      `${PREFIX}.mail.*.*.${me}`,
      `${PREFIX}.receipt.*.*.${me}`,
      `${PREFIX}.intro.${me}.*.*`,
      `${PREFIX}.part.${me}.*.*`,
      `$JS.API.DIRECT.GET.${STREAM.introductions}.${PREFIX}.intro.*.${me}.*`,
      `$JS.API.DIRECT.GET.${STREAM.parts}.${PREFIX}.part.*.*.*`,
      ...ASKED,
      DIRECTORY.cosign,
      DIRECTORY.record,
      putRecordSubject(me),
      witnessedSubject(me),
      ...consumed,
    ],
    subscribe: [`${inboxPrefix(node)}.>`, DIRECTORY.pushed, WITNESSED],
  };
}

/** What a committee's or a member's own machine may do: hand in statements and read the log. */
export const ceremonyPermissions: Permissions = {
  publish: [...ASKED],
  subscribe: ['_INBOX_ceremony.>'],
};
