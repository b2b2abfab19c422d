import { labelIn } from './labels.js';
import type { Versioned } from './versions.js';

/** Whether its author took it back; MISP writes that as a truth value, a number or a word. */
export const isDeleted = (value: unknown): boolean => {
  const deleted = (value as { deleted?: unknown } | null)?.deleted;
  return deleted === true || deleted === 1 || deleted === '1' || deleted === 'true';
};

/** Versions of one event, attribute, object or report: seconds since 1970 as text. */
export const MISP_VERSIONS: Versioned<unknown> = {
  id: (one) => {
    const uuid = (one as { uuid?: unknown } | null)?.uuid;
    return typeof uuid === 'string' ? uuid.toLowerCase() : undefined;
  },
  changed: (one) => {
    const stamp = (one as { timestamp?: unknown } | null)?.timestamp;
    // What is neither a text nor a number may refuse to become one.
    const time = typeof stamp === 'string' || typeof stamp === 'number' ? Number(stamp) : Number.NaN;
    return Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time;
  },
  content: (one) => one,
  isTakenBack: isDeleted,
};

/** What belongs to other events, and what nobody has accepted, labels nothing of this one. */
const ELSEWHERE = new Set(['RelatedEvent', 'RelatedAttribute', 'ShadowAttribute', 'Sighting']);

/** Every TLP and PAP tag on an event, or on anything inside it that was not deleted, once each: where it stands first. */
export function labelsInside(value: unknown, where: string): { where: string; name: string }[] {
  const found = new Map<string, string>();
  const walk = (one: unknown, at: string): void => {
    if (Array.isArray(one)) for (const [i, each] of one.entries()) walk(each, `${at}[${i}]`);
    else if (typeof one === 'object' && one !== null && !isDeleted(one))
      for (const [key, inner] of Object.entries(one).filter(([name]) => !ELSEWHERE.has(name))) {
        if (key === 'Tag')
          for (const [name, place] of namesIn(inner)) if (!found.has(name)) found.set(name, `${at}.Tag${place}`);
        walk(inner, `${at}.${key}`);
      }
  };
  walk(value, where);
  return [...found].map(([name, at]) => ({ where: at, name }));
}

/** The labels among a thing’s tags, which MISP writes as a list, and its database as one. */
const namesIn = (tags: unknown): [name: string, place: string][] =>
  (Array.isArray(tags) ? tags : [tags]).flatMap((tag: { name?: unknown } | string | null, i) => {
    const name = typeof tag === 'string' ? tag : tag?.name;
    return typeof name === 'string' && labelIn(name) ? [[name, Array.isArray(tags) ? `[${i}]` : '']] : [];
  });
