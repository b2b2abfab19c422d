import { Injectable } from '@nestjs/common';
import type { Officer } from '../../people/officers/roles.js';

/** Who was not heard of for this long has it open no more. */
const GONE_AFTER_MS = 15_000;

/** Who has which draft open. Kept in memory alone: after a restart every console says it again. */
@Injectable()
export class Presence {
  private readonly open = new Map<string, Map<string, { readonly displayName: string; readonly at: number }>>();

  /** Notes an officer. @returns the names of the others who have the draft open */
  note(draft: string, { name, displayName }: Officer, now = Date.now()): string[] {
    const here = new Map([...(this.open.get(draft) ?? [])].filter(([, one]) => now - one.at < GONE_AFTER_MS));
    here.set(name, { displayName, at: now });
    this.open.set(draft, here);
    for (const [id, who] of this.open) {
      if ([...who.values()].every((one) => now - one.at >= GONE_AFTER_MS)) this.open.delete(id);
    }
    return [...here].filter(([who]) => who !== name).map(([, one]) => one.displayName);
  }
}
