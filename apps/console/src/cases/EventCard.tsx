import { Alert, Button, Collapse, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ShieldCheck } from 'lucide-react';
import { wordIn } from '#libs/kinds/case-words.js';
import { filesShownIn } from '#libs/kinds/shown-file.js';
import { termsInWords } from '#libs/kinds/terms-in-words.js';
import { useInstruments } from '../directory/instruments.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import { useFieldWords } from '../ui/field-words.js';
import { Fact, Facts } from '../ui/parts.js';
import styles from './cases.module.css';
import { type Case } from './duty.js';
import { FileOfEvent } from './FileOfEvent.js';

type Event = Case['timeline'][number];

interface Said {
  readonly text?: { language: string; text: string; translations: { language: string; text: string }[] };
}

export function EventCard({ event, data }: { event: Event; data: Case }) {
  const { t, say, cases, moment, language, number, colon } = useWords();
  const words = cases[data.kind]!;
  const { nameOf } = useUnitNames();
  const [open, { toggle }] = useDisclosure(false);
  const right = event.author.split('/')[0] === data.requested.split('/')[0] && data.requested !== data.requesting;
  const text = (event.content as Said | null)?.text;
  const own = text?.translations?.find((one) => one.language === language)?.text ?? text?.text;
  return (
    <article className={styles.event} data-side={right ? 'right' : 'left'} data-void={event.void !== null}>
      <Text size="xs" c="dimmed">
        {moment(event.at)} · {nameOf(event.author)}
      </Text>
      <strong>{wordIn(words, 'move', event.move)}</strong>
      {event.void && (
        <Text size="xs">
          {words.label.without}
          {colon}
          {t(`problem.${event.void.code}`, { defaultValue: event.void.message })}
        </Text>
      )}
      {event.withheld && <Text size="sm">{words.label.withheld}</Text>}
      {event.erased && <Text size="sm">{words.label.erased}</Text>}
      {event.contradiction && (
        <Alert color="red" p="xs">
          {t('case.contradiction', { what: say(event.contradiction) })}
        </Alert>
      )}
      {event.keyRevoked && (
        <Alert color="red" p="xs">
          {t('case.key-revoked')}
        </Alert>
      )}
      {own && (
        <p className={styles.said} dir="auto">
          {own}
        </p>
      )}
      <TermsInWords kind={data.kind} terms={event.terms} />
      {filesShownIn(event.content).map((file) => (
        <div key={file.name}>
          <FileOfEvent data={data} event={event} file={file} />
        </div>
      ))}
      <Group gap={4} mt={4}>
        <Button
          variant="transparent"
          size="compact-xs"
          p={0}
          data-print="yes"
          leftSection={<ShieldCheck size={13} />}
          onClick={toggle}
          aria-expanded={open}
        >
          {t('case.verified')}
        </Button>
      </Group>
      <Collapse expanded={open}>
        <Facts>
          <Fact label={words.label.signedBy}>
            <bdi dir="ltr">{event.author}</bdi>
          </Fact>
          <Fact label={words.label.code}>
            <bdi dir="ltr">{event.verificationCode}</bdi>
          </Fact>
          <Fact label={t('trust.position')}>{number(event.logPosition)}</Fact>
          <Fact label={t('case.hash')}>
            <bdi dir="ltr">{event.hash}</bdi>
          </Fact>
          <Fact label={t('case.law')}>{event.law}</Fact>
        </Facts>
        <Text size="xs">{t('case.verified.means')}</Text>
      </Collapse>
    </article>
  );
}

function TermsInWords({ kind, terms }: { kind: string; terms: Event['terms'] }) {
  const { cases, number, tongue, dated, moment } = useWords();
  const { labelOf, codeOf } = useFieldWords(kind);
  const { nameOf } = useUnitNames();
  const { titleOf } = useInstruments();
  const voice = { words: cases[kind]!, labelOf, codeOf, number, tongue, moment, day: dated };
  return (
    <Text size="xs" c="dimmed">
      {termsInWords(terms, { ...voice, unit: nameOf, instrument: titleOf }).join(' · ')}
    </Text>
  );
}
