import { Alert } from '#libs/kinds/alert/schema.js';
import { type SealedRecord, type StorageKey, storedContent } from '#libs/store/storage-key.js';

/** The alert in a stored message; null where it is erased, and where it cannot be read. */
export function openAlert(key: StorageKey, row: SealedRecord): Alert | null {
  const alert = storedContent(key, row, Alert);
  return typeof alert === 'string' ? null : alert;
}

export const isErased = ({ sealedBody }: SealedRecord): boolean => sealedBody.length === 0;
