import type { z } from 'zod';
import type { BulletinFacts } from '#libs/policy/audience.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { caseFacts, contentOf, type SaidInCase } from '../case-message.js';
import { OralRequest, Request } from './request.js';

const NAME = 'mutual-legal-assistance';

/** Whom a request tells of. */
export const personsIn = (request: Pick<Request, 'persons'> | undefined) => ({
  namesPerson: (request?.persons.length ?? 0) > 0,
  namesVictim: request?.persons.some((one) => one.role === 'victim') ?? false,
  namesMinor: request?.persons.some((one) => one.isMinor) ?? false,
});

/** The request in a content that holds one. */
export const requestIn = (content: unknown): Request | undefined => partOf(content, 'request', Request);
export const oralIn = (content: unknown): OralRequest | undefined => partOf(content, 'oral', OralRequest);

function partOf<T>(content: unknown, name: string, schema: z.ZodType<T>): T | undefined {
  if (typeof content !== 'object' || content === null || !(name in content)) return undefined;
  const parsed = schema.safeParse((content as Record<string, unknown>)[name]);
  return parsed.success ? parsed.data : undefined;
}

/** Told from the contents themselves: a sender's own word for whom they name is not taken. */
export function assistanceFacts({ parties, urgent, events }: SaidInCase, sender: UnitAddress): BulletinFacts {
  const named = events.map(({ content }) => personsIn(requestIn(contentOf(content))));
  return caseFacts(NAME, sender, {
    parties,
    urgent,
    namesPerson: named.some((one) => one.namesPerson),
    namesVictim: named.some((one) => one.namesVictim),
    namesMinor: named.some((one) => one.namesMinor),
  });
}
