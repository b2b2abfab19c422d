import { utf8 } from '#libs/cose/bytes.js';
import { MAX_BODY_BYTES } from '#libs/envelope/limits.js';
import { Alert } from '#libs/kinds/alert/schema.js';
import type { MessageRow } from '#libs/store/node-entities.js';
import { openRecord, type StorageKey } from '#libs/store/storage-key.js';
import { problem } from '../http/problem.js';

/** The alert in a stored message; null where it was recalled: key and body are gone. */
export const openAlert = (key: StorageKey, row: MessageRow): Alert | null =>
  row.sealedBody.length === 0 ? null : Alert.parse(JSON.parse(Buffer.from(openRecord(key, row)).toString('utf8')));

/**
 * An alert, or a draft of one, as the bytes that are kept and sent.
 * @throws Problem where they are more than a message holds
 */
export function alertBody(what: 'alert' | 'draft', content: object): Uint8Array {
  const body = utf8(JSON.stringify(content));
  if (body.length <= MAX_BODY_BYTES) return body;
  throw problem(
    413,
    'too-large',
    `The ${what} is ${body.length} bytes, at most ${MAX_BODY_BYTES}.`,
    'Put large parts into files.',
  );
}
