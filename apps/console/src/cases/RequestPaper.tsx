import { Text } from '@mantine/core';
import { useWords } from '../language/index.js';
import { Fact, Facts } from '../ui/parts.js';
import { useFieldWords } from '../ui/SchemaForm.js';
import styles from './cases.module.css';

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
  const { labelOf } = useFieldWords();
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return null;
  return (
    <Fact label={labelOf(name)}>
      <Value value={value} />
    </Fact>
  );
}

function Value({ value }: { value: unknown }) {
  const { language, tongue, assistance, comma } = useWords();
  const { codeOf, labelOf } = useFieldWords();
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one !== 'object'))
      return <bdi>{value.map((one) => codeOf(String(one))).join(comma)}</bdi>;
    return (
      <ol className={styles.items}>
        {value.map((one, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was sent does not move
          <li key={i}>
            <Value value={one} />
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
          .filter(([name]) => !['key', 'parts'].includes(name))
          .map(([name, one]) => (
            <Fact key={name} label={labelOf(name)}>
              {one === null || one === undefined || (Array.isArray(one) && one.length === 0) ? undefined : (
                <Value value={one} />
              )}
            </Fact>
          ))}
      </Facts>
    );
  }
  if (typeof value === 'boolean') return <>{value ? assistance.label.yes : assistance.label.no}</>;
  return <bdi>{codeOf(String(value))}</bdi>;
}
