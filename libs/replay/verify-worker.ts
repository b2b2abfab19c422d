import { parentPort } from 'node:worker_threads';
import { verifyBytes } from '#libs/cose/ed25519.js';
import type { SignatureToCheck } from './signature-workers.js';

parentPort!.on('message', (batch: readonly SignatureToCheck[]) => {
  parentPort!.postMessage(batch.every(([key, signature, message]) => verifyBytes(message, signature, key)));
});
