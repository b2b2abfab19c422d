import { useWords } from '../language/index.js';

/** The words for a field or a code, from the words of the kind, then the console's own. */
export function useFieldWords() {
  const { t, assistance } = useWords();
  const groups = [assistance.label, assistance.heading] as Readonly<Record<string, string>>[];
  const codes = [
    assistance.measure,
    assistance.person,
    assistance.stage,
    assistance.source,
    assistance.urgency,
    assistance.ground,
    assistance.about,
    assistance.measureStatus,
  ] as Readonly<Record<string, string>>[];
  const first = (all: Readonly<Record<string, string>>[], name: string) =>
    all.map((one) => one[name]).find((word) => word !== undefined);
  const labelOf = (name: string): string => t(`field.${name}`, { defaultValue: '' }) || first(groups, name) || name;
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
