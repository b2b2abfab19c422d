import { Button, Fieldset, Group, List, NativeSelect, NumberInput, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Answer, Body } from '#libs/api/routes.js';
import { referenceTo } from '#libs/envelope/reference.js';
import { api, node } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import { useMe } from '../sign-in/session.js';
import { Awaited, Page, Section } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';
import { CaseRetention } from './CaseRetention.js';

type Days = Answer<'/api/v1/retention'>['days'];
const NONE = {} as Days;
/** As the node bounds it. */
const MOST_DAYS = 3650;
/** A unit's rule for one kind and purpose. */
type Rule = Body<'/api/v1/retention', 'put'>;
const rulesOf = (days: Days) => Object.entries(days) as [Rule['kind'], Days[string]][];
const purposesOf = (days: Days[string]) => Object.entries(days) as [Rule['purpose'], number][];

/** How long each kind of bulletin and of case is kept, and exactly what weeding would erase now. */
export default function Retention() {
  const { t, dated } = useWords();
  const { holds } = useMe();
  const { nameOf } = useUnitNames();
  const client = useQueryClient();
  const units = holds('drafter', 'releaser', 'liaison-officer', 'evidence-custodian', 'auditor');
  const [unit, setUnit] = useState(units[0] ?? '');
  const said = api.useQuery('get', '/api/v1/retention', { params: { query: { unit } } }, { enabled: unit !== '' });
  const refresh = () => client.invalidateQueries({ queryKey: ['get', '/api/v1/retention'] });
  const { error, attempt } = useAttempt(refresh);
  const due = said.data?.due ?? [];
  return (
    <Page
      title={t('administration.retention')}
      aside={
        units.length > 1 && (
          <NativeSelect
            aria-label={t('alerts.unit')}
            value={unit}
            onChange={(event) => setUnit(event.currentTarget.value)}
            data={units.map((value) => ({ value, label: nameOf(value) }))}
          />
        )
      }
    >
      <Awaited of={said}>
        <Section title={t('retention.days')}>
          {rulesOf(said.data?.days ?? NONE).map(([kind, ofKind]) => (
            <Fieldset key={kind} legend={t(`kind.${kind}`)} mb="sm">
              <Group>
                {purposesOf(ofKind).map(([purpose, kept]) => (
                  <NumberInput
                    key={purpose}
                    label={t(`retention.${purpose}`)}
                    min={1}
                    max={MOST_DAYS}
                    w={220}
                    defaultValue={kept}
                    hideControls
                    onBlur={(event) => {
                      const days = Number(event.currentTarget.value);
                      if (days && days !== kept)
                        void attempt(() => node.PUT('/api/v1/retention', { body: { unit, kind, purpose, days } }));
                    }}
                  />
                ))}
              </Group>
            </Fieldset>
          ))}
        </Section>
        <Section title={t('retention.due', { count: due.length })}>
          <ProblemText error={error} />
          {due.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('retention.nothing')}
            </Text>
          )}
          <List size="sm">
            {due.map((one) => (
              <List.Item key={referenceTo(one)}>
                {t(`kind.${one.kind}`)} · <bdi dir="ltr">{one.id}</bdi> · {nameOf(one.sender)} ·{' '}
                {t(`retention.${one.purpose}`)} · {t('retention.since', { on: dated(one.dueAt) })}
              </List.Item>
            ))}
          </List>
          {due.length > 0 && (
            <Button
              color="red"
              variant="light"
              mt="sm"
              onClick={() =>
                void attempt(async () => {
                  const { data } = await node.POST('/api/v1/retention/weeding', {
                    body: { unit, bulletins: due.map(referenceTo) },
                  });
                  notifications.show({ message: t('retention.done', { count: data!.weeded }) });
                })
              }
            >
              {t('retention.weed', { count: due.length })}
            </Button>
          )}
        </Section>
      </Awaited>
      <CaseRetention unit={unit} />
    </Page>
  );
}
