import { writeFileSync } from 'node:fs';
import { hex, sha256, utf8 } from '#libs/cose/bytes.js';
import { signingKeyFromSeed } from '#libs/cose/ed25519.js';
import { EnvelopeHeader } from '#libs/envelope/header.js';
import { kemKeyFromSeed } from '#libs/envelope/hpke.js';
import { introduce } from '#libs/envelope/introduction.js';
import { seal, slice } from '#libs/envelope/seal.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { UnitAddress } from '#libs/trust/address.js';

/** `npm run vectors`: writes test/vectors/envelope.json. Encapsulation and content key are random, so each run differs. */
const sender = UnitAddress.parse('ne/police-agadez');
const recipient = UnitAddress.parse('pt/pj-ust');
const [senderSeed, recipientEpochSeed] = [sha256(utf8('sender')), sha256(utf8('recipient'))];
const senderKey = signingKeyFromSeed(senderSeed);
const { introduction, wrapKey } = introduce(sender, senderKey, recipient, kemKeyFromSeed(recipientEpochSeed).publicKey);
const body = utf8('{"example":"body"}');
const place = { sequence: 7, previous: sha256(utf8('the message before')) };
const envelope = expectAccepted(
  seal(
    EnvelopeHeader.parse({
      id: '01KASX3V00ZZZZZZZZZZZZZZZZ',
      kind: 'alert',
      sender,
      createdAt: 1_795_500_000_000,
      logPosition: 42,
      policyVersion: 0,
      handling: 'AMBER',
      urgent: true,
    }),
    body,
    [{ unit: recipient, introductionId: introduction.id, wrapKey, ...place }],
    senderKey,
  ),
);
const vector = {
  sender,
  senderSeed: hex(senderSeed),
  recipient,
  recipientEpochSeed: hex(recipientEpochSeed),
  introduction: hex(introduction.bytes),
  introductionId: hex(introduction.id),
  wrapKey: hex(wrapKey),
  slice: hex(slice(envelope, recipient)!),
  envelopeHash: hex(envelope.hash),
  body: hex(body),
  sequence: String(place.sequence),
  previous: hex(place.previous),
};
writeFileSync('test/vectors/envelope.json', `${JSON.stringify(vector, null, 2)}\n`);
