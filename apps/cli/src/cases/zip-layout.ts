import type { Readable } from 'node:stream';
import type yauzl from 'yauzl';

const END = { signature: 0x06054b50, bytes: 22 } as const;
const LOCATOR = { signature: 0x07064b50, bytes: 20 } as const;
const ZIP64_END = { signature: 0x06064b50, bytes: 56 } as const;
const DESCRIPTOR = 0x08074b50;
/** A flag: the entry's checksum and lengths stand behind it. */
const DESCRIBED_BEHIND = 0x8;
const STORED = 0;
/** Extra fields: ZIP64's lengths, and when the entry was changed. */
const EXTRA_FIELDS = [0x0001, 0x5455];
const FILE_TYPE = 0o170000;
const PLAIN_FILE = 0o100000;

/**
 * How a ZIP file (APPNOTE 6.3.10) lies, from its first byte to its last. Some programs go by the directory at the end, some by what stands
 * in front of each entry, some by one of two end records: they all find the same where entries, directory and end records follow each
 * other without a gap and say the same. Each method returns what is not so, undefined where all is.
 */
export class ZipLayout {
  /** Where what has been read of the file's front ends, but for the last entry's descriptor. */
  private at = 0;
  private last: yauzl.Entry | undefined;
  private directory = { at: 0, end: 0, read: 0 };

  constructor(private readonly zip: yauzl.ZipFile) {}

  /** The end records: before any entry. */
  async ends(): Promise<string | undefined> {
    const records = await this.bytes(Math.max(0, this.zip.fileSize - END.bytes - LOCATOR.bytes - ZIP64_END.bytes));
    const classic = records.subarray(-END.bytes);
    if (classic.readUInt32LE(0) !== END.signature || classic.readUInt16LE(20) !== 0)
      return 'bytes stand behind its end';
    const before = records.subarray(0, -END.bytes);
    const isZip64 =
      before.length >= LOCATOR.bytes && before.readUInt32LE(before.length - LOCATOR.bytes) === LOCATOR.signature;
    const said = {
      disks: [classic.readUInt16LE(4), classic.readUInt16LE(6)],
      counts: [classic.readUInt16LE(8), classic.readUInt16LE(10)],
      bytes: classic.readUInt32LE(12),
      at: classic.readUInt32LE(16),
    };
    const meant = isZip64 ? zip64(before, this.zip.fileSize - END.bytes) : said;
    if (!meant) return 'its ZIP64 end lies elsewhere than where it is looked for';
    if (isZip64) {
      const pairs = [
        [said.bytes, meant.bytes, 0xffffffff],
        [said.at, meant.at, 0xffffffff],
        [said.counts[1], meant.counts[1], 0xffff],
      ];
      const agree = pairs.every(([short, long, ones]) => short === long || short === ones);
      // Only where one is all ones is ZIP64's end asked by all.
      if (!agree || !pairs.some(([short, , ones]) => short === ones))
        return 'it has two ends, and programs go by one or the other';
    }
    const end = this.zip.fileSize - END.bytes - (isZip64 ? LOCATOR.bytes + ZIP64_END.bytes : 0);
    const isDivided = [said, meant].some(({ disks, counts }) => counts[0] !== counts[1] || disks.some((n) => n !== 0));
    if (isDivided) return 'it is a part of several files';
    if (meant.at + meant.bytes !== end) return 'its directory lies elsewhere than its end says';
    this.directory = { at: meant.at, end, read: meant.at };
    return undefined;
  }

  /** The next entry of the directory, which has to be the next one in the file. @param header what stands in front of it */
  async next(entry: yauzl.Entry, header: yauzl.LocalFileHeader): Promise<string | undefined> {
    if (!(await this.reaches(entry.relativeOffsetOfLocalHeader)))
      return 'something stands before it that the directory does not list';
    const isBehind = (entry.generalPurposeBitFlag & DESCRIBED_BEHIND) !== 0;
    const known = <T>(value: T): T | 0 => (isBehind ? 0 : value);
    const agree =
      header.generalPurposeBitFlag === entry.generalPurposeBitFlag &&
      header.compressionMethod === entry.compressionMethod &&
      header.crc32 === known(entry.crc32) &&
      header.compressedSize === known(entry.compressedSize) &&
      header.uncompressedSize === known(entry.uncompressedSize) &&
      header.extraField.length === 0;
    if (!agree) return 'it says one thing of itself in front and another in the directory';
    // Who reads it as it comes would take it to end where what is packed ends, whatever length stands behind.
    if (isBehind && entry.compressionMethod !== STORED) return 'it is packed, and its length is not said in front';
    const fields = entry.extraFields.map(({ id }) => id);
    if (fields.some((id, i) => !EXTRA_FIELDS.includes(id) || fields.indexOf(id) !== i))
      return 'its extra fields are not those of a bundle';
    const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE;
    if (type !== 0 && type !== PLAIN_FILE) return 'it is no plain file';
    this.at = header.fileDataStart + entry.compressedSize;
    this.last = entry;
    this.directory.read += 46 + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
    return undefined;
  }

  /** After the last entry. */
  async whole(): Promise<string | undefined> {
    if (!(await this.reaches(this.directory.at))) return 'something stands in it that its directory does not list';
    return this.directory.read === this.directory.end ? undefined : 'its directory goes on behind its last entry';
  }

  /** Whether what has been read goes on at `start`, with nothing between but the last entry's own descriptor. */
  private async reaches(start: number): Promise<boolean> {
    const last = this.last;
    if (!last || (last.generalPurposeBitFlag & DESCRIBED_BEHIND) === 0) return start === this.at;
    const between = start - this.at;
    if (between !== 16 && between !== 24) return false;
    const descriptor = Buffer.alloc(between);
    descriptor.writeUInt32LE(DESCRIPTOR, 0);
    descriptor.writeUInt32LE(last.crc32, 4);
    const isShort = between === 16;
    if (isShort && Math.max(last.compressedSize, last.uncompressedSize) > 0xffffffff) return false;
    for (const [i, length] of [last.compressedSize, last.uncompressedSize].entries()) {
      if (isShort) descriptor.writeUInt32LE(length, 8 + 4 * i);
      else descriptor.writeBigUInt64LE(BigInt(length), 8 + 8 * i);
    }
    return descriptor.equals(await this.bytes(this.at, start));
  }

  private async bytes(start: number, end = this.zip.fileSize): Promise<Buffer> {
    const chunks: Buffer[] = [];
    // Its own promise of the same name takes other arguments (yauzl 3.4.0).
    const stream = await new Promise<Readable>((resolve, reject) =>
      this.zip.openReadStreamLowLevel(0, this.zip.fileSize, start, end, false, null, (error, opened) =>
        error ? reject(error) : resolve(opened),
      ),
    );
    for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
    return Buffer.concat(chunks);
  }
}

/** What ZIP64's end record says. @param records it, and the locator that names it @param end where the locator ends in the file */
function zip64(records: Buffer, end: number) {
  const at = end - LOCATOR.bytes - ZIP64_END.bytes;
  if (records.length < LOCATOR.bytes + ZIP64_END.bytes) return undefined;
  const locator = records.subarray(-LOCATOR.bytes);
  const record = records.subarray(-LOCATOR.bytes - ZIP64_END.bytes);
  const number = (bytes: Buffer, offset: number): number => Number(bytes.readBigUInt64LE(offset));
  const isThere =
    number(locator, 8) === at &&
    record.readUInt32LE(0) === ZIP64_END.signature &&
    number(record, 4) === ZIP64_END.bytes - 12;
  if (!isThere) return undefined;
  return {
    disks: [locator.readUInt32LE(4), record.readUInt32LE(16), record.readUInt32LE(20), locator.readUInt32LE(16) - 1],
    counts: [number(record, 24), number(record, 32)],
    bytes: number(record, 40),
    at: number(record, 48),
  };
}
