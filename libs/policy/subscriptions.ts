import { areaInWords, type Place, touches } from '#libs/geography/area.js';
import type { SubscriptionLine } from '#libs/trust/subscription.js';
import { type Coded, type Phrase, phrase } from '#libs/words/phrase.js';

/** What of a message subscriptions ask about. */
export interface Hearable {
  readonly kind: string;
  readonly topics: readonly string[];
  readonly routes: readonly (readonly Place[])[];
  /** Of its free text. */
  readonly languages: readonly string[];
  readonly urgent: boolean;
}

export interface Match {
  /** The line that matches, or the one that comes closest. */
  readonly line: SubscriptionLine | undefined;
  readonly matches: boolean;
  /** Goes on from "receives, because it …" or "does not, because it …". */
  readonly reason: Phrase;
}

/** Whether a unit's subscription asks for a message, and by which line; or why not. */
export function matchSubscription(lines: readonly SubscriptionLine[] | undefined, message: Hearable): Match {
  if (lines === undefined)
    return { line: undefined, matches: false, reason: phrase('it has not subscribed to anything yet') };
  const kind = { of: 'kind', code: message.kind } as const;
  const ofKind = lines.filter((line) => line.kinds.includes(message.kind));
  const [closest] = ofKind;
  if (!closest)
    return { line: undefined, matches: false, reason: phrase('it does not subscribe to {{kind}}', { kind }) };
  const judged = ofKind.map((line) => ({ line, missing: missingFrom(line, message) }));
  const found = judged.find(({ missing }) => missing === undefined);
  if (found)
    return {
      line: found.line,
      matches: true,
      reason: phrase('it subscribes to {{matched}}', { matched: [kind, ...matchedBy(found.line, message)] }),
    };
  const { text, values } = judged[0]!.missing!;
  return { line: closest, matches: false, reason: phrase(text, { kind, ...values }) };
}

/** The first thing that the line asks for and the message does not have. */
function missingFrom(line: SubscriptionLine, message: Hearable): Phrase | undefined {
  if (line.urgentOnly && !message.urgent) return phrase('it subscribes to {{kind}}, but only where it is urgent');
  if (line.topics.length > 0 && !line.topics.some((topic) => message.topics.includes(topic))) {
    return phrase('it subscribes to {{kind}}, but only on {{topics}}', { topics: line.topics });
  }
  const { areas, languages } = line;
  if (areas.length > 0 && !areas.some((area) => message.routes.some((route) => touches(area, route)))) {
    return phrase('it subscribes to {{kind}}, but only for {{areas}}', { areas: areas.map(areaInWords) });
  }
  if (languages.length > 0 && !languages.some((language) => message.languages.includes(language))) {
    const named = languages.map((code): Coded => ({ of: 'language', code }));
    return phrase('it subscribes to {{kind}}, but only in {{languages}}', { languages: named });
  }
  return undefined;
}

/** What of a line the message answers to, beside its kind. */
function matchedBy(line: SubscriptionLine, message: Hearable): (string | Coded)[] {
  const topics = line.topics.filter((topic) => message.topics.includes(topic));
  const areas = line.areas.filter((area) => message.routes.some((route) => touches(area, route))).map(areaInWords);
  return [...topics, ...areas, ...(line.urgentOnly ? [{ of: 'urgency', code: 'urgent' } as const] : [])];
}
