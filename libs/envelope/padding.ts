/**
 * Padmé (Nikitin et al., PoPETs 2019(4)): rounds a length up so that at most O(log log n) bits of it show,
 * at a cost of at most 12 %.
 */
export function padmeLength(length: number): number {
  if (length < 2) return length;
  const exponent = Math.floor(Math.log2(length));
  const lowBits = exponent - Math.floor(Math.log2(exponent)) - 1;
  const mask = 2 ** lowBits - 1;
  return Math.ceil((length + 0) / (mask + 1)) * (mask + 1);
}

/** Length (uint32 big-endian) ‖ body ‖ zeros, to a Padmé length. */
export function pad(body: Uint8Array): Uint8Array {
  const out = Buffer.alloc(padmeLength(body.length + 4));
  out.writeUInt32BE(body.length);
  out.set(body, 4);
  return out;
}

/** The body, or undefined where the length does not fit or the padding is not exactly the one `pad` would add. */
export function unpad(padded: Uint8Array): Uint8Array | undefined {
  if (padded.length < 4) return undefined;
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (length + 4 > padded.length || padmeLength(length + 4) !== padded.length) return undefined;
  for (let i = length + 4; i < padded.length; i++) if (padded[i] !== 0) return undefined;
  return padded.subarray(4, length + 4);
}
