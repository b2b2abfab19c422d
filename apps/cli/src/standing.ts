import type { Bulletin } from '#libs/api/bulletins.js';
import { print, time, width } from './output.js';
import { ledger } from './table.js';

/** What changed in a bulletin that takes an earlier one's place. */
export function printChanges({ changes }: Bulletin): void {
  const rows = (changes ?? []).map(({ field, before, after }) => [
    `  ${field}`,
    `${before ?? '(nothing)'} → ${after ?? '(nothing)'}`,
  ]);
  if (rows.length > 0) print(ledger(['  FIELD', 'CHANGED'], rows, width()));
}

/** Why to believe a bulletin, or not. */
export function trustInWords(trust: NonNullable<Bulletin['trust']>): string {
  const place = trust.channelSequence === null ? '' : ` · number ${trust.channelSequence} in its channel to you`;
  const clock =
    trust.clockAheadMinutes === null
      ? ''
      : `\nIts author’s clock is ${trust.clockAheadMinutes} minutes ahead of your node’s: do not rely on its times.`;
  const signed = `Signed by ${trust.signedBy} · key ${trust.keyId.slice(0, 8)} valid then · log position ${trust.logPosition}${place}${clock}`;
  if (!trust.revoked) return signed;
  const since = time(trust.revoked.compromisedAt);
  return trust.revoked.afterwards
    ? `${signed}\nDO NOT RELY ON THIS: it came in after ${since}, from when on that key was in wrong hands. Call ${trust.signedBy}.`
    : `${signed}\nThat key was in wrong hands from ${since} on; this had come in before.`;
}
