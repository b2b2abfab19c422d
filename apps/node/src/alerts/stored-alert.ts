import { Alert } from '#libs/kinds/alert/schema.js';
import type { MessageRow } from '#libs/store/node-entities.js';
import { openRecord, type StorageKey } from '#libs/store/storage-key.js';

/** The alert in a stored message; null where it was recalled: key and body are gone. */
export const openAlert = (key: StorageKey, row: MessageRow): Alert | null =>
  row.sealedBody.length === 0 ? null : Alert.parse(JSON.parse(Buffer.from(openRecord(key, row)).toString('utf8')));
