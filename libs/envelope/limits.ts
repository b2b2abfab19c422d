/** NATS carries 1 MiB a message by default; a slice with everything around the body stays well below it. */
export const MAX_BODY_BYTES = 512 * 1024;
export const MAX_SLICE_BYTES = 640 * 1024;
export const MAX_RECEIPT_BYTES = 32 * 1024;
export const PROTOCOL_VERSION = 1;
