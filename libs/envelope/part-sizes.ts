/** Plain bytes of every part but the last: with tag and headers a part stays below NATS's 1 MiB. */
export const PART_BYTES = 1_047_552;

/** How many parts a file of so many bytes has. */
export const partsOf = (bytes: number): number => Math.ceil(bytes / PART_BYTES);
/** Plain bytes of one part: only the last one is shorter. */
export const partLength = (bytes: number, part: number): number => Math.min(PART_BYTES, bytes - part * PART_BYTES);
