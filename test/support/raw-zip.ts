import { crc32, deflateRawSync } from 'node:zlib';

/** An entry that says of itself what it likes. */
export interface RawEntry {
  readonly name: string;
  /** The name in front of it, where that is another. */
  readonly localName?: string;
  readonly content: Buffer;
  readonly deflated?: Buffer;
  /** Unpacked bytes, as it claims. */
  readonly claims?: number;
  /** Packed bytes, as it claims in front of itself and not in the directory. */
  readonly localBytes?: number;
  /** That its lengths stand behind it, which they do not have to (flag bit 3). */
  readonly describedBehind?: boolean;
  /** How it is to be unpacked: Unix’s mode. */
  readonly mode?: number;
}

export const zeros = (bytes: number): { content: Buffer; deflated: Buffer } => {
  const content = Buffer.alloc(bytes);
  return { content, deflated: deflateRawSync(content) };
};

/** Entries as they lie in a file, and the directory of them. */
export interface RawPart {
  readonly entries: Buffer;
  readonly directory: Buffer;
  readonly count: number;
}

/** @param at where they begin in the file */
export function rawPart(entries: readonly RawEntry[], at = 0): RawPart {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = at;
  for (const entry of entries) {
    const { name, localName = name, content, deflated, claims = content.length } = entry;
    const packed = deflated ?? content;
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(entry.describedBehind ? 0x808 : 0x800, 2);
    about.writeUInt16LE(deflated ? 8 : 0, 4);
    about.writeUInt32LE(crc32(content), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(claims, 18);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), about, Buffer.from(localName)]);
    local.writeUInt32LE(entry.localBytes ?? packed.length, 18);
    local.writeUInt16LE(Buffer.byteLength(localName), 26);
    if (entry.describedBehind) local.fill(0, 14, 26);
    const central = Buffer.alloc(46);
    central.write('PK\x01\x02', 0, 'latin1');
    central.writeUInt16LE(0x32d, 4);
    about.copy(central, 6);
    central.writeUInt16LE(Buffer.byteLength(name), 28);
    central.writeUInt32LE(((entry.mode ?? 0o100664) << 16) >>> 0, 38);
    central.writeUInt32LE(offset, 42);
    directory.push(Buffer.concat([central, Buffer.from(name)]));
    parts.push(local, packed);
    offset += local.length + packed.length;
  }
  return { entries: Buffer.concat(parts), directory: Buffer.concat(directory), count: entries.length };
}

/** What an end record says of a directory. */
export interface RawEnd {
  /** Where the directory begins. */
  readonly at: number;
  readonly bytes: number;
  readonly count: number;
}

/** ZIP64’s end record and its locator. @param here where they begin in the file */
export function zip64End({ at, bytes, count }: RawEnd, here: number): Buffer {
  const zip64 = Buffer.alloc(56);
  zip64.write('PK\x06\x06', 0, 'latin1');
  zip64.writeBigUInt64LE(44n, 4);
  zip64.writeUInt16LE(45, 12);
  zip64.writeUInt16LE(45, 14);
  zip64.writeBigUInt64LE(BigInt(count), 24);
  zip64.writeBigUInt64LE(BigInt(count), 32);
  zip64.writeBigUInt64LE(BigInt(bytes), 40);
  zip64.writeBigUInt64LE(BigInt(at), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 0, 'latin1');
  locator.writeBigUInt64LE(BigInt(here), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([zip64, locator]);
}

/** The end record that every ZIP file has. @param end undefined: all ones, so that ZIP64’s is asked */
export function classicEnd(end?: RawEnd, comment = ''): Buffer {
  const record = Buffer.alloc(22);
  record.write('PK\x05\x06', 0, 'latin1');
  record.fill(0xff, 8, 20);
  if (end) {
    record.writeUInt16LE(end.count, 8);
    record.writeUInt16LE(end.count, 10);
    record.writeUInt32LE(end.bytes, 12);
    record.writeUInt32LE(end.at, 16);
  }
  record.writeUInt16LE(comment.length, 20);
  return Buffer.concat([record, Buffer.from(comment)]);
}

/** A ZIP file (APPNOTE 6.3.10) byte by byte, with ZIP64’s end, which no packer would write. @param claimed how many entries it says it has */
export function rawZip(entries: readonly RawEntry[], claimed = entries.length): Buffer {
  const { entries: lying, directory } = rawPart(entries);
  const end = { at: lying.length, bytes: directory.length, count: claimed };
  return Buffer.concat([lying, directory, zip64End(end, lying.length + directory.length), classicEnd()]);
}
