import type { SealedRecord } from '#libs/store/storage-key.js';

export const isErased = ({ sealedBody }: SealedRecord): boolean => sealedBody.length === 0;
