import { Text } from '@mantine/core';
import { Fragment } from 'react';
import { wordIn } from '#libs/kinds/case-words.js';
import { useUnitNames } from '../directory/unit-names.js';
import { directionOf, useWords } from '../language/index.js';
import layout from '../ui/layout.module.css';
import { Fact, Facts, Section } from '../ui/parts.js';
import styles from './cases.module.css';
import type { Case } from './duty.js';

type Block = Case['blocks'][number];
type Item = Block['items'][number];
type BlockValue = Item['title'][number];

/** A value in the reader's words. */
function Value({ kind, value }: { kind: string; value: BlockValue }) {
  const { cases, language, tongue, country, dated, moment } = useWords();
  const { nameOf } = useUnitNames();
  switch (value.as) {
    case 'text':
      return <bdi dir="auto">{value.text}</bdi>;
    case 'words': {
      const { words } = value;
      const own = words.translations.find((one) => one.language === language);
      return (
        <span className={styles.said} dir="auto" lang={own?.language ?? words.language}>
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
    case 'code':
      return <>{wordIn(cases[kind]!, value.group, value.code)}</>;
    case 'country':
      return <>{country(value.country)}</>;
    case 'day':
      return <>{dated(value.day)}</>;
    case 'moment':
      return <>{moment(value.at)}</>;
    case 'unit':
      return <>{nameOf(value.unit)}</>;
    case 'period':
      return (
        <>
          {moment(value.from)} – {moment(value.until)}
        </>
      );
  }
}

function Values({ kind, values }: { kind: string; values: readonly BlockValue[] }) {
  const { language } = useWords();
  return values.map((value, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: what a case tells does not move
    <Fragment key={i}>
      {i > 0 && ' · '}
      {/* A grade begins with its letter, and is said in the reader's direction all the same. */}
      <bdi dir={directionOf(language)}>
        <Value kind={kind} value={value} />
      </bdi>
    </Fragment>
  ));
}

/** Where things stand, a line each. */
export function BriefBlock({ kind, block }: { kind: string; block: Block }) {
  const { cases, colon } = useWords();
  const words = cases[kind]!;
  return (
    <Section title={wordIn(words, 'heading', block.heading)}>
      <table className={layout.table}>
        <tbody>
          {block.items.map((item, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what a case tells does not move
            <tr key={i}>
              <td>{item.name}</td>
              <td>
                <Values kind={kind} values={item.title} />
                {item.facts.map((fact, n) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: what a case tells does not move
                  <Text key={n} size="xs" c="dimmed">
                    {fact.label && `${wordIn(words, 'label', fact.label)}${colon}`}
                    <Values kind={kind} values={fact.values} />
                  </Text>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

/** The case at length: each thing that it tells of, with its facts. */
export function WholeBlock({ kind, block }: { kind: string; block: Block }) {
  const { cases } = useWords();
  const words = cases[kind]!;
  return (
    <Section title={wordIn(words, 'heading', block.heading)}>
      {block.items.map((item, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what a case tells does not move
        <div key={i}>
          {(item.name !== null || item.title.length > 0) && (
            <Text fw={600} size="sm" mt={i > 0 ? 'sm' : 0}>
              {item.name} {item.name !== null && item.title.length > 0 && '· '}
              <Values kind={kind} values={item.title} />
            </Text>
          )}
          <Facts>
            {item.facts.map((fact, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what a case tells does not move
              <Fact key={n} label={fact.label === null ? '' : wordIn(words, 'label', fact.label)}>
                <Values kind={kind} values={fact.values} />
              </Fact>
            ))}
          </Facts>
        </div>
      ))}
    </Section>
  );
}
