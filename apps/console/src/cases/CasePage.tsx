import { Alert, Badge, Button, Group, List, Modal, Tabs, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { wordIn } from '#libs/kinds/case-words.js';
import { api } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import { FieldsOf } from '../ui/field-words.js';
import layout from '../ui/layout.module.css';
import { Awaited, Page, Section, Tlp } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';
import { BriefBlock, WholeBlock } from './Blocks.js';
import { TurnSentence } from './CaseList.js';
import styles from './cases.module.css';
import { type Case, dutySentence, untilWhen } from './duty.js';
import { EventCard } from './EventCard.js';
import { Keeping } from './Keeping.js';
import { partsOf } from './kind-parts.js';
import { MoveForm } from './MoveForm.js';
import { Papers } from './Papers.js';
import type { KindParts, Writing } from './parts-of-a-kind.js';

/** Whose turn is it, until when, what did each side say? */
export default function CasePage({ id }: { id: string }) {
  const shown = api.useQuery('get', '/api/v1/cases/{id}', { params: { path: { id } } });
  const { data } = shown;
  if (!data) return <Awaited of={shown}>{null}</Awaited>;
  return (
    <FieldsOf value={data.kind}>
      <WholeCase key={data.kind} data={data} parts={partsOf(data.kind)} />
    </FieldsOf>
  );
}

const inForms: Writing = { takes: () => false, begin: async () => undefined };

function WholeCase({ data, parts }: { data: Case; parts: KindParts | undefined }) {
  const formatted = useWords();
  const { t, cases, country, arrow, dated, listed, comma, colon } = formatted;
  const words = cases[data.kind]!;
  const { nameOf } = useUnitNames();
  const client = useQueryClient();
  const [move, setMove] = useState<string>();
  const { error, attempt } = useAttempt();
  // A case is of one kind as long as it is shown: whether there is such a part does not change.
  const writing = parts?.useWriting(data) ?? inForms;
  const refresh = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/v1/cases') });
  const mine = data.owed.filter(({ who }) => who === data.unit);
  const begin = (what: string) => (writing.takes(what) ? void attempt(() => writing.begin(what)) : setMove(what));
  const brief = data.blocks.filter((one) => one.brief && !parts?.ownBlocks.includes(one.heading));
  const whole = data.blocks.filter((one) => !one.brief);
  return (
    <Page wide title={<bdi>{data.reference}</bdi>} aside={<Papers data={data} />}>
      <ProblemText error={error} />
      <Group gap="xs" mb="sm">
        <Tlp label="AMBER+STRICT" />
        <Text size="sm">{t('case.for-parties')}</Text>
        {parts && <parts.Badges data={data} />}
        {data.urgency !== 'normal' && <Badge color="red">{wordIn(words, 'urgency', data.urgency)}</Badge>}
      </Group>
      <Section>
        <Text fw={600}>
          <TurnSentence one={data} />
        </Text>
        <Text size="sm" c="dimmed">
          {words.kind.one} · {wordIn(words, 'status', data.status)} · {nameOf(data.requesting)} {arrow}{' '}
          {nameOf(data.requested)}
          {data.theirReference && (
            <>
              {' '}
              · <bdi>{data.theirReference}</bdi>
            </>
          )}
        </Text>
        {data.owed.length > 1 && (
          <List size="sm" mt={6}>
            {data.owed.slice(1).map((one) => (
              <List.Item key={one.who + one.duty + one.about.join()}>
                {country(one.who.split('/')[0]!)}
                {colon}
                {dutySentence(one, words)}
                {comma}
                {words.label.due} {untilWhen(one, formatted)}
              </List.Item>
            ))}
          </List>
        )}
        {data.moves.length > 0 && (
          <Group gap={6} mt="sm" data-print="no">
            {[...data.moves]
              .sort((a, b) => weight(b.move, mine) - weight(a.move, mine))
              .map((one, i) => (
                <Button
                  key={one.move}
                  size="compact-sm"
                  variant={i === 0 && mine.length > 0 ? 'filled' : 'default'}
                  title={one.law}
                  onClick={() => begin(one.move)}
                >
                  {wordIn(words, 'do', one.move)}
                </Button>
              ))}
          </Group>
        )}
      </Section>
      {data.forked.length > 0 && (
        <Alert color="red" mb="sm" title={t('case.forked', { units: listed(data.forked.map(nameOf)) })}>
          {t('case.forked.why')}
        </Alert>
      )}
      {data.erasedAt !== null && (
        <Alert color="gray" mb="sm" title={t('case.erased', { on: dated(data.erasedAt) })}>
          {t('case.erased.why')}
        </Alert>
      )}
      {data.missing > 0 && (
        <Alert color="orange" mb="sm">
          {t('case.missing', { count: data.missing })}
        </Alert>
      )}
      {data.unreachable.map((one) => (
        <Alert key={one.unit} color="orange" mb="sm">
          {nameOf(one.unit)}
          {colon}
          {one.why}
        </Alert>
      ))}
      <div className={layout.split}>
        <div>
          <Tabs defaultValue="timeline" keepMounted={false}>
            <Tabs.List mb="sm">
              <Tabs.Tab value="timeline">{t('case.timeline')}</Tabs.Tab>
              {parts?.tabs.map(({ name, Tab }) => (
                <Tabs.Tab key={name} value={name}>
                  <Tab />
                </Tabs.Tab>
              ))}
              {whole.length > 0 && <Tabs.Tab value="whole">{words.kind.one}</Tabs.Tab>}
            </Tabs.List>
            <Tabs.Panel value="timeline">
              <Section>
                <div className={styles.timeline}>
                  <div className={styles.side}>{country(data.requesting.split('/')[0]!)}</div>
                  <div className={styles.side}>{country(data.requested.split('/')[0]!)}</div>
                  {data.timeline.map((event) => (
                    <EventCard key={event.hash} event={event} data={data} />
                  ))}
                </div>
              </Section>
            </Tabs.Panel>
            {parts?.tabs.map(({ name, Panel }) => (
              <Tabs.Panel key={name} value={name}>
                <Panel data={data} />
              </Tabs.Panel>
            ))}
            <Tabs.Panel value="whole">
              {whole.map((one) => (
                <WholeBlock key={one.heading} kind={data.kind} block={one} />
              ))}
            </Tabs.Panel>
          </Tabs>
        </div>
        <aside className={layout.beside}>
          {brief.map((one) => (
            <BriefBlock key={one.heading} kind={data.kind} block={one} />
          ))}
          {parts && <parts.Beside data={data} />}
          <Section title={words.heading.parties}>
            <List size="sm">
              {data.parties.map((one) => (
                <List.Item key={one}>{nameOf(one)}</List.Item>
              ))}
            </List>
            <Text size="sm" c="dimmed" mt={6}>
              {words.notice.use}
            </Text>
          </Section>
          <Keeping data={data} />
          {data.delivery.some((one) => one.state !== 'delivered') && (
            <Section title={t('case.delivery')}>
              <List size="sm">
                {data.delivery
                  .filter((one) => one.state !== 'delivered')
                  .map((one) => (
                    <List.Item key={one.event + one.unit}>
                      {nameOf(one.unit)}
                      {colon}
                      {t(`board.${one.state}`)}
                    </List.Item>
                  ))}
              </List>
            </Section>
          )}
        </aside>
      </div>
      {move && (
        <Modal
          opened
          size="xl"
          onClose={() => setMove(undefined)}
          title={wordIn(words, 'do', move)}
          closeButtonProps={{ 'aria-label': t('close') }}
        >
          <MoveForm
            data={data}
            parts={parts}
            move={move}
            // What can be done next stands where it will stay before the officer reaches for it.
            onDone={async () => {
              await refresh();
              setMove(undefined);
            }}
          />
        </Modal>
      )}
    </Page>
  );
}

/** What is owed comes first; closing and letters last. */
function weight(move: string, owed: Case['owed']): number {
  if (
    owed.some(
      ({ duty }) => duty === move || (duty === 'execute' && ['begin-execution', 'report-execution'].includes(move)),
    )
  )
    return 2;
  return ['write', 'close', 'escalate', 'withdraw'].includes(move) ? 0 : 1;
}
