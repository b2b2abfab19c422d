/** An upload is given up after so long without a part; one without any keeps its place for less. What is here whole waits so long for a message or a draft. */
export const UPLOAD_MS = { begun: 7 * 86_400_000, announced: 3_600_000, whole: 7 * 86_400_000 } as const;

/** Whether an upload still has its place. */
export const goesOn = ({ received, lastAt }: { readonly received: number; readonly lastAt: number }): boolean =>
  lastAt > Date.now() - (received === 0 ? UPLOAD_MS.announced : UPLOAD_MS.begun);

/** So many times in vain, two minutes by the carrier's doubling pauses, and a file is counted on no more. */
export const IN_VAIN = 6;

/** So many times in vain, a week by its longest pause, and a file is asked for no more until its message comes again. */
export const GIVEN_UP = 2016;

/** Kept free whatever comes: the database and the logs have to go on. */
const MOST_RESERVED = 1024 ** 3;

export interface Disk {
  readonly free: number;
  readonly size: number;
}

/** Bytes that files may still take up on a disk: what is free, without a twentieth of the disk or 1 GiB. */
export const roomOn = ({ free, size }: Disk): number => Math.max(0, free - Math.min(MOST_RESERVED, size / 20));

/**
 * Whether a file of a member, or an upload of an officer, is taken in: there is room for it, and theirs do not come to hold
 * more than half of what they and the room are together, so that one's never leave none for the others'.
 * @param room as `roomOn` says @param held what theirs take up already @param bytes of the new one
 */
export const hasRoomFor = (room: number, held: number, bytes: number): boolean =>
  bytes <= room && held + bytes <= (room + held) / 2;
