import { Badge, Button, Group, List, NativeSelect, NumberInput, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '#libs/api/routes.js';
import { api, node } from '../api/client.js';
import { useWords } from '../language/index.js';
import { useKept } from '../offline/use-kept.js';
import { useMe } from '../sign-in/session.js';
import { KeptHere } from '../ui/KeptHere.js';
import { Awaited, Empty, Page, Section } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import styles from './directory.module.css';
import { useUnitNames } from './unit-names.js';

/** What is allowed, in words beside the Cedar that decides; and what another policy would change. */
export default function Policies() {
  const { t, country, number } = useWords();
  const said = api.useQuery('get', '/api/v1/directory/policies');
  return (
    <Page wide title={t('directory.policies')}>
      <Awaited of={said}>
        {said.data?.policies.map((one) => (
          <Section
            key={one.member ?? 'network'}
            title={one.member ? t('policy.national', { state: country(one.member) }) : t('policy.network')}
          >
            <Text size="sm" c="dimmed" mb="xs">
              <bdi>{one.title}</bdi> · {t('policy.from', { position: number(one.from) })}
              {one.unusable && ` · ${one.unusable}`}
            </Text>
            <div className={styles.split}>
              <List size="sm" spacing={4} listStyleType="none">
                {one.rules.map((rule) => (
                  <List.Item key={rule.id}>
                    <Badge size="xs" variant="light" color={rule.effect === 'permit' ? 'teal' : 'red'}>
                      {t(`policy.${rule.effect}`)}
                    </Badge>{' '}
                    <strong>{rule.id}</strong> {t(rule.reason)}
                  </List.Item>
                ))}
              </List>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keyboard */}
              <pre className={styles.policy} dir="ltr" tabIndex={0}>
                {one.text}
              </pre>
            </div>
          </Section>
        ))}
        <Simulator policies={said.data?.policies ?? []} />
      </Awaited>
    </Page>
  );
}

type Policies_ = Answer<'/api/v1/directory/policies'>['policies'];

/** Tries a policy on what this node has received: nothing of it leaves the node. */
function Simulator({ policies }: { policies: Policies_ }) {
  const { t, say, arrow, country } = useWords();
  const { me } = useMe();
  const { nameOf } = useUnitNames();
  const own = me.units[0]?.unit.split('/')[0] ?? '';
  const [member, setMember] = useState('');
  const current = policies.find((one) => (one.member ?? '') === member)?.text ?? '';
  const kept = useKept<{ text: string | null }>(`policy ${member}`, { text: null });
  const { text } = kept.value;
  const [messages, setMessages] = useState(100);
  const [result, setResult] = useState<Answer<'/api/v1/policy/trial', 'post'>>();
  const [error, setError] = useState<unknown>();
  const run = async () => {
    try {
      const { data } = await node.POST('/api/v1/policy/trial', {
        body: { policy: text ?? current, member: member || null, messages },
      });
      setResult(data);
      setError(undefined);
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Section title={t('policy.try')}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('policy.try.why')}
      </Text>
      <Stack gap="xs">
        <Group align="flex-end">
          <NativeSelect
            label={t('policy.whose')}
            value={member}
            onChange={(event) => {
              setMember(event.currentTarget.value);
            }}
            data={[
              { value: '', label: t('policy.network') },
              { value: own, label: t('policy.national', { state: country(own) }) },
            ]}
          />
          <NumberInput
            label={t('policy.messages')}
            value={messages}
            min={1}
            max={500}
            onChange={(value) => setMessages(Number(value) || 1)}
            w={160}
          />
          <Button onClick={() => void run()}>{t('policy.run')}</Button>
        </Group>
        <KeptHere kept={kept} />
        <Textarea
          label="Cedar"
          dir="ltr"
          autosize
          minRows={6}
          maxRows={20}
          value={text ?? current}
          onChange={(event) => kept.change({ text: event.currentTarget.value })}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.8rem' } }}
        />
        <ProblemText error={error} />
        {result &&
          (result.changes.length === 0 ? (
            <Empty what={t('policy.no-changes', { count: result.messages })} />
          ) : (
            <>
              <Text fw={600} size="sm">
                {t('policy.changes', { count: result.changed, messages: result.messages })}
              </Text>
              <List size="sm">
                {result.changes.slice(0, 50).map((one) => (
                  <List.Item key={one.message + one.unit}>
                    {nameOf(one.sender)} {arrow} {nameOf(one.unit)} ({one.kind}):{' '}
                    {t(one.before.allowed ? 'policy.was-allowed' : 'policy.was-forbidden')} (
                    {one.before.because.map(say).join(' · ')}),{' '}
                    {t(one.after.allowed ? 'policy.is-allowed' : 'policy.is-forbidden')} (
                    {one.after.because.map(say).join(' · ')})
                  </List.Item>
                ))}
              </List>
            </>
          ))}
      </Stack>
    </Section>
  );
}
