import { Alert, Badge, Button, Group, List, Modal, Tabs, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { StateView } from '#libs/kinds/mutual-legal-assistance/state-view.js';
import { api, node } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import layout from '../ui/layout.module.css';
import { Awaited, Empty, Page, Section, Tlp } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';
import { TurnSentence } from './CaseList.js';
import styles from './cases.module.css';
import { type DraftedMove, isDrafted, requestFor } from './drafted-moves.js';
import { type Case, dutySentence } from './duty.js';
import { EventCard } from './EventCard.js';
import { Evidence } from './Evidence.js';
import { Hearings } from './Hearings.js';
import { MoveForm } from './MoveForm.js';
import { Papers } from './Papers.js';
import { RequestPaper } from './RequestPaper.js';

/** Whose turn is it, until when, what did each side say? */
export default function CasePage({ id }: { id: string }) {
  const words = useWords();
  const { t, assistance, day, daysAway, country, arrow, listed, comma, colon } = words;
  const { nameOf } = useUnitNames();
  const client = useQueryClient();
  const shown = api.useQuery('get', '/api/v1/cases/{id}', { params: { path: { id } } });
  const [move, setMove] = useState<string>();
  const [, go] = useLocation();
  const { error, attempt } = useAttempt();
  const data = shown.data;
  if (!data) return <Awaited of={shown}>{null}</Awaited>;
  const state = data.state as StateView;
  const refresh = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/v1/cases') });
  const mine = data.owed.filter(({ who }) => who === data.unit);
  const newest = data.timeline.findLast(
    ({ content }) => content !== null && typeof content === 'object' && ('request' in content || 'oral' in content),
  );
  const begin = (what: string) => (isDrafted(what) ? void attempt(() => draft(what)) : setMove(what));
  /** What changes or confirms a request is written as one, with the completeness check beside it. */
  const draft = async (what: DraftedMove) => {
    const request = requestFor(what, newest?.content);
    const { data: begun } = await node.POST('/api/v1/request-drafts', {
      body: {
        unit: data.unit,
        drafted: { requested: data.requested, within: { case: data.id, move: what }, request },
      },
    });
    await client.invalidateQueries({ queryKey: ['get', '/api/v1/request-drafts'] });
    go(`/write/${begun!.id}`);
  };
  return (
    <Page wide title={<bdi>{data.reference}</bdi>} aside={<Papers data={data} />}>
      <ProblemText error={error} />
      <Group gap="xs" mb="sm">
        <Tlp label="AMBER+STRICT" />
        <Text size="sm">{t('case.for-parties')}</Text>
        {state.confidentiality === 'kept' && (
          <Badge color="red" variant="light">
            {t('field.confidential')}
          </Badge>
        )}
        {data.urgency !== 'normal' && (
          <Badge color="red">{assistance.urgency[data.urgency as keyof typeof assistance.urgency]}</Badge>
        )}
      </Group>
      <Section>
        <Text fw={600}>
          <TurnSentence one={data} />
        </Text>
        <Text size="sm" c="dimmed">
          {assistance.status[data.status as keyof typeof assistance.status]} · {nameOf(data.requesting)} {arrow}{' '}
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
                {dutySentence(one, assistance)}
                {comma}
                {assistance.label.due} {day(one.day)} ({daysAway(one.day)})
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
                  {t(`do.${one.move}`, {
                    defaultValue: assistance.move[one.move as keyof typeof assistance.move] ?? one.move,
                  })}
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
              <Tabs.Tab value="request">{t('case.request')}</Tabs.Tab>
              <Tabs.Tab value="evidence">{assistance.heading.evidence}</Tabs.Tab>
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
            <Tabs.Panel value="request">
              <Section>
                {newest ? <RequestPaper content={newest.content} /> : <Empty what={t('case.no-request')} />}
              </Section>
            </Tabs.Panel>
            <Tabs.Panel value="evidence">
              <Evidence data={data} state={state} />
            </Tabs.Panel>
          </Tabs>
        </div>
        <aside className={layout.beside}>
          {state.measures.length > 0 && (
            <Section title={assistance.heading.measures}>
              <table className={layout.table}>
                <tbody>
                  {state.measures.map((one) => (
                    <tr key={one.number}>
                      <td>{one.number}</td>
                      <td>
                        {assistance.measure[one.type]}
                        <Text size="xs" c="dimmed">
                          {assistance.measureStatus[one.status]}
                          {one.ground && ` (${assistance.ground[one.ground]})`}
                          {one.postponedUntil && ` · ${assistance.label.until} ${day(one.postponedUntil)}`}
                        </Text>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Section>
          )}
          <Hearings data={data} state={state} />
          <Section title={assistance.heading.parties}>
            <List size="sm">
              {data.parties.map((one) => (
                <List.Item key={one}>{nameOf(one)}</List.Item>
              ))}
            </List>
            <Text size="sm" c="dimmed" mt={6}>
              {assistance.notice.use}
            </Text>
          </Section>
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
          title={t(`do.${move}`, { defaultValue: assistance.move[move as keyof typeof assistance.move] ?? move })}
          closeButtonProps={{ 'aria-label': t('close') }}
        >
          <MoveForm
            data={data}
            state={state}
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
