import { Button, Group, List, NativeSelect, NumberInput, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { referenceTo } from '#libs/envelope/reference.js';
import { api, node } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import { useMe } from '../sign-in/session.js';
import { Awaited, Page, Section } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';

const PURPOSES = ['information', 'investigation', 'own'] as const;

/** How long alerts are kept, and exactly what weeding would erase now. */
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
          <Group>
            {PURPOSES.map((purpose) => (
              <NumberInput
                key={purpose}
                label={t(`retention.${purpose}`)}
                min={1}
                max={36500}
                w={220}
                defaultValue={said.data?.days[purpose] ?? ''}
                hideControls
                onBlur={(event) => {
                  const days = Number(event.currentTarget.value);
                  if (days && days !== said.data?.days[purpose])
                    void attempt(() => node.PUT('/api/v1/retention', { body: { unit, purpose, days } }));
                }}
              />
            ))}
          </Group>
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
                <bdi dir="ltr">{one.id}</bdi> · {nameOf(one.sender)} · {t(`retention.${one.purpose}`)} ·{' '}
                {t('retention.since', { on: dated(one.dueAt) })}
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
                    body: { unit, alerts: due.map(referenceTo) },
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
    </Page>
  );
}
