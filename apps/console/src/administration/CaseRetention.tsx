import { Anchor, Button, Fieldset, Group, List, NumberInput, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Answer, Body } from '#libs/api/routes.js';
import { MOST_CASE_DAYS } from '#libs/kinds/case-retention.js';
import { api, node } from '../api/client.js';
import { useWords } from '../language/index.js';
import { Awaited, Section } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';

type Shown = Answer<'/api/v1/retention/cases'>;
type Rule = Body<'/api/v1/retention/cases', 'put'>;
const rulesOf = (days: Shown['days']) => Object.entries(days) as [Rule['kind'], Rule['days']][];

const useRefresh = () => {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['get', '/api/v1/retention/cases'] });
};

/** How long what was said in cases of each kind is kept after they ended, and exactly what weeding would erase now. */
export function CaseRetention({ unit }: { unit: string }) {
  const { t, moment, colon } = useWords();
  const said = api.useQuery(
    'get',
    '/api/v1/retention/cases',
    { params: { query: { unit } } },
    { enabled: unit !== '' },
  );
  const { error, busy, attempt } = useAttempt(useRefresh());
  const { due = [], held = [], dueInAll = 0 } = said.data ?? {};
  return (
    <Awaited of={said}>
      <Section title={t('retention.cases')}>
        <Text size="sm" mb="sm">
          {t('retention.cases.why')}
        </Text>
        {rulesOf(said.data?.days ?? ({} as Shown['days'])).map(([kind, days]) => (
          <RuleOfKind key={`${unit} ${kind} ${days}`} rule={{ unit, kind, days }} />
        ))}
      </Section>
      <Section title={t('retention.cases.due', { count: dueInAll })}>
        <ProblemText error={error} />
        {due.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('retention.cases.nothing')}
          </Text>
        )}
        <DueCases due={due} />
        {due.length > 0 && (
          <Button
            color="red"
            variant="light"
            mt="sm"
            loading={busy}
            onClick={() =>
              void attempt(async () => {
                const { data } = await node.POST('/api/v1/retention/cases/weeding', {
                  body: { unit, cases: due.map((one) => one.id) },
                });
                notifications.show({ message: t('retention.cases.done', { count: data!.weeded }) });
              })
            }
          >
            {t('retention.cases.weed', { count: due.length })}
          </Button>
        )}
      </Section>
      {held.length > 0 && (
        <Section title={t('retention.cases.held')}>
          <List size="sm">
            {held.map((one) => (
              <List.Item key={one.id}>
                <CaseLink one={one} /> · {moment(one.at)} · <bdi>{one.officer}</bdi>
                {colon}
                <bdi>{one.why}</bdi>
              </List.Item>
            ))}
          </List>
        </Section>
      )}
    </Awaited>
  );
}

/** A kind's rule: what it would erase is seen before it is one. */
function RuleOfKind({ rule: { unit, kind, days } }: { rule: Rule }) {
  const { t, cases } = useWords();
  const [typed, setTyped] = useState<string | number>(days ?? '');
  const [asked, setAsked] = useState<number>();
  const query = { unit, kind, ...(asked !== undefined && { days: asked }) };
  const preview = api.useQuery(
    'get',
    '/api/v1/retention/cases',
    { params: { query } },
    { enabled: asked !== undefined },
  );
  const { error, busy, attempt } = useAttempt(useRefresh());
  const change = (to: number | null) =>
    void attempt(() => node.PUT('/api/v1/retention/cases', { body: { unit, kind, days: to } }));
  const wanted = typeof typed === 'number' && typed !== days ? typed : undefined;
  const due = preview.data?.due.filter((one) => one.kind === kind) ?? [];
  return (
    <Fieldset legend={cases[kind]!.kind.many} mb="sm">
      <Group align="end">
        <NumberInput
          label={t('retention.cases.days')}
          placeholder={t('retention.cases.kept')}
          min={1}
          max={MOST_CASE_DAYS}
          allowDecimal={false}
          w={220}
          value={typed}
          hideControls
          onChange={(value) => {
            setTyped(value);
            setAsked(undefined);
          }}
        />
        <Button variant="default" disabled={wanted === undefined} onClick={() => setAsked(wanted)}>
          {t('retention.cases.look')}
        </Button>
        {days !== null && (
          <Button variant="default" loading={busy} onClick={() => change(null)}>
            {t('retention.cases.off')}
          </Button>
        )}
      </Group>
      <ProblemText error={error} />
      {asked !== undefined && (
        <Awaited of={preview}>
          <Text size="sm" mt="sm" fw={600}>
            {t('retention.cases.would', { count: due.length })}
          </Text>
          <DueCases due={due} />
          <Button mt="sm" loading={busy} onClick={() => change(asked)}>
            {t('retention.cases.on')}
          </Button>
        </Awaited>
      )}
    </Fieldset>
  );
}

function DueCases({ due }: { due: Shown['due'] }) {
  const { t, cases, dated } = useWords();
  return (
    <List size="sm">
      {due.map((one) => (
        <List.Item key={one.id}>
          <CaseLink one={one} /> · {cases[one.kind]!.kind.one} ·{' '}
          {t('retention.cases.ended', { on: dated(one.endedAt) })} · {t('retention.since', { on: dated(one.dueAt) })}
        </List.Item>
      ))}
    </List>
  );
}

const CaseLink = ({ one: { id, reference } }: { one: Pick<Shown['due'][number], 'id' | 'reference'> }) => (
  <Anchor component={Link} href={`~/cases/${id}`} size="sm">
    <bdi>{reference ?? id.slice(0, 12)}</bdi>
  </Anchor>
);
