import { localPart, type MemberCode, memberOf, type NodeName, type UnitAddress } from '#libs/trust/address.js';

/** Names at the hub, all in one place: streams, subjects, consumers, and what a node's credential allows. */
export const STREAM = {
  mail: 'MAIL',
  receipts: 'RECEIPTS',
  witnessed: 'WITNESSED',
} as const;

/** What lies at the hub until it is asked for, each member's in a stream of its own. */
export const SHELVES = ['introductions', 'parts'] as const;
export type Shelf = (typeof SHELVES)[number];
export const shelfOf = (shelf: Shelf, member: MemberCode): string => `${shelf.toUpperCase()}_${member}`;

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

/** What a member's shelf takes. */
export const shelfSubject = (shelf: Shelf, member: MemberCode | '*'): string =>
  `${PREFIX}.${shelf === 'parts' ? 'part' : 'intro'}.${member}.*.*`;

/** Core NATS request/reply with the directory service, and its pushed checkpoints. */
export const DIRECTORY = {
  submit: `${PREFIX}.directory.submit`,
  entries: `${PREFIX}.directory.entries`,
  cosign: `${PREFIX}.directory.cosign`,
  proof: `${PREFIX}.directory.proof`,
  tile: `${PREFIX}.directory.tile`,
  record: `${PREFIX}.directory.record`,
  putRecord: `${PREFIX}.directory.put-record`,
  introduction: `${PREFIX}.directory.introduction`,
  part: `${PREFIX}.directory.part`,
  pushed: `${PREFIX}.log`,
} as const;
const ASKED = [DIRECTORY.submit, DIRECTORY.entries, DIRECTORY.proof, DIRECTORY.tile];

/** A request as it reaches the directory service: the hub adds who asks, whatever the asker writes. */
export const asked = (subject: string, asker: string): string => `${subject}.${asker}`;

/** Who asked: the node's consumer name, or CEREMONY. */
export const askerOf = (subject: string): string => subject.slice(subject.lastIndexOf('.') + 1);

/** The node that asked, by the hub's word. */
export const nodeAsking = (subject: string): string => askerOf(subject).replace('_', '/');

/** The member whose node asked; undefined for a ceremony. */
export function memberAsking(subject: string): string | undefined {
  const [member, node] = askerOf(subject).split('_');
  return node === undefined ? undefined : member;
}

/** Where a member's nodes tell all others which checkpoint they follow, past the directory service. */
export const witnessedSubject = (member: MemberCode): string => `${PREFIX}.witnessed.${member}`;
export const WITNESSED = `${PREFIX}.witnessed.*`;
/** Where the hub's JetStream tells all of it: what one account asks of another is never told to a third by itself. */
export const FOLLOWED = `${PREFIX}.followed.*`;
export const TOLD_AS = { src: WITNESSED, dest: `${PREFIX}.followed.{{wildcard(1)}}` } as const;

/** A subject's parts, believed only after the envelope inside agrees; undefined where it is none of ours. */
export function readMailSubject(subject: string): { recipient: string; senderMember: string } | undefined {
  const parts = subject.split('.');
  if (parts.length !== 6) return undefined;
  return { recipient: `${parts[3]}/${parts[4]}`, senderMember: parts[5]! };
}

export const consumerName = (node: NodeName): string => `${memberOf(node)}_${localPart(node)}`;
export const inboxPrefix = (node: NodeName): string => `_INBOX_${consumerName(node)}`;

/** The mailboxes of units: what a stream takes for them, and what their node's consumer reads. */
export const mailboxes = (stream: 'MAIL' | 'RECEIPTS', units: readonly UnitAddress[]): string[] =>
  units.map((unit) => `${PREFIX}.${stream === STREAM.mail ? 'mail' : 'receipt'}.${dotted(unit)}.*`);

/** How a node names the consumer API of the hub's JetStream, which lies in another account than its own. */
export const NODE_API = `${PREFIX}.js`;
const HUB_API = '$JS.API';

/** Something at the hub that an account reaches, under the name that it has there and the name that the holder uses. */
export interface Service {
  readonly local: string;
  readonly atHub: string;
  /** Whether a request gets many answers. */
  readonly stream?: boolean;
}

/**
 * All that an account at the hub reaches. nats-server holds a request's rights against its subject, never against its
 * reply, which the requester chooses: so each holder has an account of its own, and whatever reply it names means
 * something in that account alone, where there is nothing but this.
 */
export interface Reach {
  readonly services: readonly Service[];
  readonly streams: readonly string[];
  /** Where answers come in. */
  readonly inbox: string;
}

const same = (subject: string): Service => ({ local: subject, atHub: subject });
const request = (asker: string) => (subject: string) => ({ local: subject, atHub: asked(subject, asker) });

/** What a member's node reaches: publishing as itself, its own mailboxes through its own consumers, the directory. */
export function nodeReach(node: NodeName): Reach {
  const me = memberOf(node);
  const consumer = consumerName(node);
  const consumed = [STREAM.mail, STREAM.receipts].flatMap((stream) => [
    {
      local: `${NODE_API}.CONSUMER.INFO.${stream}.${consumer}`,
      atHub: `${HUB_API}.CONSUMER.INFO.${stream}.${consumer}`,
    },
    {
      local: `${NODE_API}.CONSUMER.MSG.NEXT.${stream}.${consumer}`,
      atHub: `${HUB_API}.CONSUMER.MSG.NEXT.${stream}.${consumer}`,
      stream: true,
    },
    same(`$JS.ACK.${stream}.${consumer}.>`),
  ]);
  const published = [
    `${PREFIX}.mail.*.*.${me}`,
    `${PREFIX}.receipt.*.*.${me}`,
    ...SHELVES.map((shelf) => shelfSubject(shelf, me)),
    witnessedSubject(me),
  ];
  const requests = [
    ...ASKED,
    DIRECTORY.cosign,
    DIRECTORY.record,
    DIRECTORY.putRecord,
    DIRECTORY.introduction,
    DIRECTORY.part,
  ];
  return {
    services: [...published.map(same), ...requests.map(request(consumer)), ...consumed],
    streams: [DIRECTORY.pushed, FOLLOWED],
    inbox: inboxPrefix(node),
  };
}

export const CEREMONY = 'ceremony';

/** What a committee's or a member's own machine reaches: it hands in statements and reads the log. */
export const ceremonyReach: Reach = {
  services: ASKED.map(request(CEREMONY)),
  streams: [],
  inbox: '_INBOX_ceremony',
};

/** All that the hub's own account lets others reach; who reaches what of it is in each account. */
export const hubExports: Pick<Reach, 'services' | 'streams'> = {
  services: [
    ...[`${PREFIX}.mail.*.*.*`, `${PREFIX}.receipt.*.*.*`, WITNESSED].map(same),
    ...SHELVES.map((shelf) => same(shelfSubject(shelf, '*'))),
    ...Object.values(DIRECTORY)
      .filter((subject) => subject !== DIRECTORY.pushed)
      .map(request('*')),
    ...[STREAM.mail, STREAM.receipts].flatMap((stream) => [
      same(`${HUB_API}.CONSUMER.INFO.${stream}.*`),
      { ...same(`${HUB_API}.CONSUMER.MSG.NEXT.${stream}.*`), stream: true },
      same(`$JS.ACK.${stream}.>`),
    ]),
  ],
  streams: [DIRECTORY.pushed, FOLLOWED],
};
