import { Anchor, Button, Checkbox, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { referenceTo } from '#libs/envelope/reference.js';
import { api, node, save } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import { AskWhy } from '../ui/AskWhy.js';
import { Awaited, Page, Section, Tlp } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';
import { Graph } from './Graph.js';
import styles from './networks.module.css';
import { useReasons } from './reasons.js';

/** The pairs that are shown at once, the strongest first. */
const FIRST = 5;

/** One network: which alerts hang together, and by what. */
export default function NetworkPage({ id }: { id: string }) {
  const { t, number } = useWords();
  const { nameOf } = useUnitNames();
  const client = useQueryClient();
  const [, go] = useLocation();
  const shown = api.useQuery('get', '/api/v1/networks/{id}', { params: { path: { id } } });
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [name, setName] = useState<string>();
  const [focus, setFocus] = useState<string>();
  const [exporting, setExporting] = useState(false);
  const [showsAll, setShowsAll] = useState(false);
  const inWords = useReasons();
  const { error, attempt } = useAttempt(() =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/v1/networks') }),
  );
  const confirmed = api.useQuery('get', '/api/v1/networks', { params: { query: { limit: 100 } } });
  const others = (confirmed.data?.networks ?? []).filter(
    (one) => one.id !== id && one.state === 'confirmed' && one.name,
  );
  const data = shown.data;
  if (!data) return <Awaited of={shown}>{null}</Awaited>;
  // By their references: an id alone may be that of two senders' alerts.
  const members = data.members.map((one) => ({ ...one, id: referenceTo(one) }));
  const kept = members.filter((one) => !left.has(one.id)).map((one) => one.id);
  const params = { path: { id } };
  const titled = (alert: string) => members.find((one) => one.id === alert)?.title ?? alert;
  const links = data.links
    .filter((one) => !focus || one.a === focus || one.b === focus)
    .sort((a, b) => b.score - a.score);
  return (
    <Page
      title={data.name ?? t('networks.unnamed')}
      aside={
        <Button variant="default" onClick={() => setExporting(true)}>
          {t('networks.save')}
        </Button>
      }
    >
      <ProblemText error={error} />
      {exporting && (
        <AskWhy
          title={t('networks.save')}
          why={t('export.why')}
          label={t('export.reason')}
          go={t('export.go')}
          onClose={() => setExporting(false)}
          act={async (why) => {
            const params = { path: { id }, query: { why } };
            const { data: graph } = await node.GET('/api/v1/networks/{id}/graph', { params, parseAs: 'blob' });
            save(graph!, `network-${id}.graphml`);
          }}
        />
      )}
      <div className={styles.split}>
        <Section title={t('networks.graph')}>
          <Graph
            members={members}
            links={data.links}
            focus={focus}
            onFocus={setFocus}
            onOpen={(alert) => go(`~/alerts/${alert.id}`)}
          />
          <Text size="xs" c="dimmed">
            {t('networks.graph.hint')}
          </Text>
        </Section>
        <div>
          <Section title={t('networks.alerts', { count: members.length })}>
            {members.map((one) => (
              <Group key={one.id} gap="xs" wrap="nowrap" py={3}>
                <Checkbox
                  aria-label={t('networks.belongs', { title: one.title })}
                  checked={!left.has(one.id)}
                  onChange={() => {
                    const next = new Set(left);
                    next.has(one.id) ? next.delete(one.id) : next.add(one.id);
                    setLeft(next);
                  }}
                />
                <div>
                  <Anchor component={Link} href={`~/alerts/${one.id}`} size="sm" onFocus={() => setFocus(one.id)}>
                    <bdi>{one.title}</bdi>
                  </Anchor>
                  <Text size="xs" c="dimmed">
                    {nameOf(one.sender)} · <Tlp label={one.tlp} />
                  </Text>
                </div>
              </Group>
            ))}
            <Group gap="xs" mt="sm" align="flex-end">
              <TextInput
                flex={1}
                label={t('networks.name')}
                value={name ?? data.name ?? ''}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <Button
                disabled={!(name ?? data.name)?.trim() || kept.length < 2}
                onClick={() =>
                  void attempt(async () => {
                    await node.POST('/api/v1/networks/{id}/confirmation', {
                      params,
                      body: { name: (name ?? data.name)!.trim(), alerts: kept },
                    });
                    setLeft(new Set());
                    notifications.show({ message: t('networks.confirmed.done') });
                  })
                }
              >
                {t('networks.confirm', { count: kept.length })}
              </Button>
            </Group>
            <Group gap="xs" mt="xs">
              {left.size > 0 && data.state === 'confirmed' && (
                <Button
                  variant="default"
                  size="compact-sm"
                  onClick={() =>
                    void attempt(() =>
                      node
                        .POST('/api/v1/networks/{id}/split', { params, body: { alerts: [...left] } })
                        .then(() => setLeft(new Set())),
                    )
                  }
                >
                  {t('networks.split', { count: left.size })}
                </Button>
              )}
              {others.length > 0 && (
                <NativeSelect
                  size="xs"
                  aria-label={t('networks.merge')}
                  value=""
                  data={[
                    { value: '', label: t('networks.merge') },
                    ...others.map((one) => ({ value: one.id, label: one.name! })),
                  ]}
                  onChange={(event) => {
                    const other = event.currentTarget.value;
                    if (!other) return;
                    void attempt(async () => {
                      await node.POST('/api/v1/networks/{id}/merger', { params, body: { with: other } });
                      notifications.show({ message: t('networks.merged') });
                    });
                  }}
                />
              )}
              <Button
                variant="subtle"
                color="red"
                size="compact-sm"
                onClick={() => void attempt(() => node.DELETE('/api/v1/networks/{id}', { params }).then(() => go('/')))}
              >
                {t('networks.reject')}
              </Button>
            </Group>
          </Section>
          <Section title={focus ? t('networks.reasons-of', { title: titled(focus) }) : t('networks.reasons')}>
            {links.slice(0, showsAll ? undefined : FIRST).map((one) => (
              <Text size="sm" key={one.a + one.b} mb={6}>
                {titled(one.a)} – {titled(one.b)} · {number(Math.round(one.score * 100))} %
                <Text span size="xs" c="dimmed" display="block">
                  {one.reasons.map(inWords).join(' · ')}
                </Text>
              </Text>
            ))}
            {links.length > FIRST && !showsAll && (
              <Button size="compact-sm" variant="default" onClick={() => setShowsAll(true)}>
                {t('networks.reasons.all', { count: links.length })}
              </Button>
            )}
          </Section>
        </div>
      </div>
    </Page>
  );
}
