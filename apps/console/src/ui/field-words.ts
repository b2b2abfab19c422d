import { useWords } from '../language/index.js';

type Groups = Readonly<Record<string, string>>[];

/** The words for a field or a code, from the words of the kind, then the console's own. */
export function useFieldWords(kind?: string) {
  const { t, assistance, kinds } = useWords();
  const own = Object.values(kinds[kind ?? ''] ?? {}).filter((group) => typeof group === 'object') as Groups;
  const groups = [...own, assistance.label, assistance.heading] as Groups;
  const codes = [
    ...own,
    assistance.measure,
    assistance.person,
    assistance.stage,
    assistance.source,
    assistance.urgency,
    assistance.ground,
    assistance.about,
    assistance.measureStatus,
  ] as Groups;
  const first = (all: Readonly<Record<string, string>>[], name: string) =>
    all.map((one) => one[name]).find((word) => word !== undefined);
  const labelOf = (name: string): string =>
    first(own, name) ?? (t(`field.${name}`, { defaultValue: '' }) || first(groups, name) || name);
  return {
    labelOf,
    /** `persons[0].name` as "Persons › 1 › Name" */
    pathOf: (path: string): string =>
      path
        .split(/[.[]/)
        .map((part) => (/^\d+\]?$/.test(part) ? String(Number.parseInt(part, 10) + 1) : labelOf(part)))
        .join(' › '),
    codeOf: (code: string): string => first(codes, code) ?? t(`code.${code}`, { defaultValue: code }),
  };
}
