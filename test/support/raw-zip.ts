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
}

export const zeros = (bytes: number): { content: Buffer; deflated: Buffer } => {
  const content = Buffer.alloc(bytes);
  return { content, deflated: deflateRawSync(content) };
};

/** A ZIP file (APPNOTE 6.3.10) byte by byte, with ZIP64’s end, which no packer would write. @param claimed how many entries it says it has */
export function rawZip(entries: readonly RawEntry[], claimed = entries.length): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, localName = name, content, deflated, claims = content.length } of entries) {
    const packed = deflated ?? content;
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(0x800, 2);
    about.writeUInt16LE(deflated ? 8 : 0, 4);
    about.writeUInt32LE(crc32(content), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(claims, 18);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), about, Buffer.from(localName)]);
    local.writeUInt16LE(Buffer.byteLength(localName), 26);
    const central = Buffer.alloc(46);
    central.write('PK\x01\x02', 0, 'latin1');
    central.writeUInt16LE(45, 4);
    about.copy(central, 6);
    central.writeUInt16LE(Buffer.byteLength(name), 28);
    central.writeUInt32LE(offset, 42);
    directory.push(Buffer.concat([central, Buffer.from(name)]));
    parts.push(local, packed);
    offset += local.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const zip64 = Buffer.alloc(56);
  zip64.write('PK\x06\x06', 0, 'latin1');
  zip64.writeBigUInt64LE(44n, 4);
  zip64.writeUInt16LE(45, 12);
  zip64.writeUInt16LE(45, 14);
  zip64.writeBigUInt64LE(BigInt(claimed), 24);
  zip64.writeBigUInt64LE(BigInt(claimed), 32);
  zip64.writeBigUInt64LE(BigInt(central.length), 40);
  zip64.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 0, 'latin1');
  locator.writeBigUInt64LE(BigInt(offset + central.length), 8);
  locator.writeUInt32LE(1, 16);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.fill(0xff, 8, 20);
  return Buffer.concat([...parts, central, zip64, locator, end]);
}
