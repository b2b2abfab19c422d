import { refused } from './files.js';

/** `country=NE` and the like, as filters of the API. */
export function filtersIn(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((one) => {
      const [key, ...value] = one.split('=');
      if (key && value.length > 0) return [key, value.join('=')];
      throw refused(
        `"${one}" is no filter.`,
        'Write it as country=NE, topic=convoy or method=night-convoy.',
        'filter-malformed',
      );
    }),
  );
}
