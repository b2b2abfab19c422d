import { parentPort, workerData } from 'node:worker_threads';
import { sha256 } from '#libs/cose/bytes.js';
import { signingKeyFromSeed } from '#libs/cose/ed25519.js';
import type { Author } from '#libs/trust/author.js';
import type { AuthorChain } from '#libs/trust/directory.js';
import { encodeEntry, encodePayload, signPayload, ZERO_HASH } from '#libs/trust/statement.js';
import { everythingOf } from '#libs/trust/subscription.js';

/** Says `wanted` statements, each unit in turn its next one. */
const { own, chains, network, wanted } = workerData as {
  own: { unit: Author; seed: Uint8Array }[];
  chains: (AuthorChain | undefined)[];
  network: Uint8Array;
  wanted: number;
};
const units = own.map(({ unit, seed }, i) => ({
  unit,
  key: signingKeyFromSeed(seed),
  sequence: chains[i]?.sequence ?? 0,
  head: chains[i]?.head ?? ZERO_HASH,
}));
const entries: Uint8Array[] = [];
for (let i = 0; i < wanted; i++) {
  const author = units[i % units.length]!;
  const body = { type: 'subscription-set', unit: author.unit, lines: [everythingOf(['alert'])] } as never;
  const payload = encodePayload({
    network,
    author: author.unit,
    sequence: ++author.sequence,
    previous: author.head,
    at: 1_795_500_000_000,
    body,
  });
  author.head = sha256(payload);
  entries.push(encodeEntry(payload, [signPayload(payload, author.key)]));
}
parentPort!.postMessage(entries);
