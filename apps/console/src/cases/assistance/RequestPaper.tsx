import { Text } from '@mantine/core';
import { useInstruments } from '../../directory/instruments.js';
import { useFieldWords } from '../../ui/field-words.js';
import { Fact, Facts } from '../../ui/parts.js';
import styles from '../cases.module.css';
import { KIND, useAssistanceWords } from './words.js';

/** A request as it was sent, part by part; what was translated in the reader's language, with the original named. */
export function RequestPaper({ content }: { content: unknown }) {
  const { request, oral } = content as { request?: Record<string, unknown>; oral?: Record<string, unknown> };
  const whole = request ?? oral ?? {};
  return (
    <Facts>
      {Object.entries(whole).map(([name, value]) => (
        <Part key={name} name={name} value={value} />
      ))}
    </Facts>
  );
}

function Part({ name, value }: { name: string; value: unknown }) {
  const { labelOf } = useFieldWords(KIND);
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return null;
  return (
    <Fact label={labelOf(name)}>
      <Value name={name} value={value} />
    </Fact>
  );
}

const COUNTRIES = new Set(['country', 'countries', 'nationalities']);

function Value({ name, value }: { name: string; value: unknown }) {
  const { language, tongue, country, dated, number, assistance, comma } = useAssistanceWords();
  const { codeOf, labelOf } = useFieldWords(KIND);
  const { titleOf } = useInstruments();
  /** A country, a treaty and a day as people write them; any other code by its word. */
  const inWords = (one: unknown): string => {
    if (typeof one === 'number') return number(one);
    const said = String(one);
    if (COUNTRIES.has(name)) return country(said);
    if (name === 'instruments') return titleOf(said);
    return /^\d{4}-\d\d-\d\d$/.test(said) ? dated(said) : codeOf(said);
  };
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one !== 'object')) return <bdi>{value.map(inWords).join(comma)}</bdi>;
    return (
      <ol className={styles.items}>
        {value.map((one, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was sent does not move
          <li key={i}>
            <Value name={name} value={one} />
          </li>
        ))}
      </ol>
    );
  }
  if (typeof value === 'object' && value !== null) {
    const words = value as { language?: string; text?: string; translations?: { language: string; text: string }[] };
    if (words.language && words.text !== undefined) {
      const own = words.translations?.find((one) => one.language === language);
      return (
        <span dir="auto" lang={own?.language ?? words.language}>
          {own?.text ?? words.text}
          {!own && words.language !== language && (
            <Text span size="xs" c="dimmed">
              {' '}
              ({tongue(words.language)})
            </Text>
          )}
        </span>
      );
    }
    return (
      <Facts>
        {Object.entries(value)
          .filter(([inner]) => !['key', 'parts'].includes(inner))
          .map(([inner, one]) => (
            <Fact key={inner} label={labelOf(inner)}>
              {one === null || one === undefined || (Array.isArray(one) && one.length === 0) ? undefined : (
                <Value name={inner} value={one} />
              )}
            </Fact>
          ))}
      </Facts>
    );
  }
  if (typeof value === 'boolean') return <>{value ? assistance.label.yes : assistance.label.no}</>;
  return <bdi>{inWords(value)}</bdi>;
}
