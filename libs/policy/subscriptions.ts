import { areaInWords, type Place, touches } from '#libs/geography/area.js';
import type { SubscriptionLine } from '#libs/trust/subscription.js';

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
  readonly reason: string;
}

/** Whether a unit's subscription asks for a message, and by which line; or why not. */
export function matchSubscription(lines: readonly SubscriptionLine[] | undefined, message: Hearable): Match {
  if (lines === undefined) return { line: undefined, matches: false, reason: 'it has not subscribed to anything yet' };
  const ofKind = lines.filter((line) => line.kinds.includes(message.kind));
  const [closest] = ofKind;
  if (!closest) return { line: undefined, matches: false, reason: `it does not subscribe to "${message.kind}"` };
  const judged = ofKind.map((line) => ({ line, missing: missingFrom(line, message) }));
  const found = judged.find(({ missing }) => missing === undefined);
  if (found) return { line: found.line, matches: true, reason: `it subscribes to ${lineInWords(found.line, message)}` };
  return { line: closest, matches: false, reason: `it subscribes to "${message.kind}", but ${judged[0]!.missing}` };
}

/** The first thing that the line asks for and the message does not have. */
function missingFrom(line: SubscriptionLine, message: Hearable): string | undefined {
  if (line.urgentOnly && !message.urgent) return 'only where it is urgent';
  if (line.topics.length > 0 && !line.topics.some((topic) => message.topics.includes(topic))) {
    return `only on ${line.topics.join(', ')}`;
  }
  const { areas, languages } = line;
  if (areas.length > 0 && !areas.some((area) => message.routes.some((route) => touches(area, route)))) {
    return `only for ${areas.map(areaInWords).join(', ')}`;
  }
  if (languages.length > 0 && !languages.some((language) => message.languages.includes(language))) {
    return `only in ${languages.join(', ')}`;
  }
  return undefined;
}

function lineInWords(line: SubscriptionLine, message: Hearable): string {
  const topics = line.topics.filter((topic) => message.topics.includes(topic));
  const areas = line.areas.filter((area) => message.routes.some((route) => touches(area, route))).map(areaInWords);
  const facts = [`"${message.kind}"`, ...topics, ...areas, ...(line.urgentOnly ? ['urgent'] : [])];
  return facts.join(' / ');
}
