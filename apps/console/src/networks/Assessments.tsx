import { Anchor, Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Answer } from '#libs/api/routes.js';
import { referenceTo } from '#libs/envelope/reference.js';
import { api, node } from '../api/client.js';
import { Board } from '../bulletins/Board.js';
import { Recall } from '../bulletins/Recall.js';
import { Replies } from '../bulletins/Replies.js';
import { Standing } from '../bulletins/Standing.js';
import { Trust } from '../bulletins/Trust.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useMayWrite } from '../directory/use-may-write.js';
import { useWords } from '../language/index.js';
import { useFilters } from '../ui/filters.js';
import { Awaited, Empty, Fact, Facts, Page, Section, Tlp } from '../ui/parts.js';

const PAGE = 50;

/** Evaluations of risk, each resting on alerts. */
export default function Assessments() {
  const { t, away } = useWords();
  const { nameOf } = useUnitNames();
  const mayWrite = useMayWrite().alerts.length > 0;
  const { filters, set } = useFilters();
  const [typed, setTyped] = useState(filters.q ?? '');
  const typing = useDebouncedCallback((q: string) => set({ q }), 300);
  const listed = useInfiniteQuery({
    queryKey: ['get', '/api/v1/assessments', 'pages', filters.q],
    queryFn: async ({ pageParam }) => {
      const query = { box: 'all', limit: PAGE, ...(filters.q && { q: filters.q }) } as const;
      const { data } = await node.GET('/api/v1/assessments', {
        params: { query: { ...query, ...(pageParam && { before: pageParam }) } },
      });
      return data!;
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const assessments = listed.data?.pages.flatMap((page) => page.assessments) ?? [];
  return (
    <Page
      title={t('networks.part.assessments')}
      aside={
        mayWrite && (
          <Button component={Link} href="/assessments/write">
            {t('assess.write')}
          </Button>
        )
      }
    >
      <TextInput
        mb="sm"
        w={280}
        size="xs"
        data-print="no"
        data-search
        leftSection={<Search size={14} />}
        placeholder={t('alerts.find')}
        aria-label={t('alerts.find')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          typing(event.currentTarget.value);
        }}
      />
      <Awaited of={listed}>
        {listed.data && assessments.length === 0 && (
          <Empty
            what={t(filters.q ? 'alerts.none-found' : 'assess.none')}
            why={t(filters.q ? 'assess.none-found.why' : 'assess.none.why')}
          />
        )}
        {assessments.map((one) => (
          <Section key={referenceTo(one) + one.unit}>
            <Group justify="space-between">
              <div>
                <Anchor component={Link} href={`/assessments/${referenceTo(one)}`} fw={one.read ? 500 : 700}>
                  <bdi>{one.title || t(one.unreadable ? 'alerts.unreadable' : 'alerts.erased')}</bdi>
                </Anchor>
                <Text size="sm" c="dimmed">
                  {nameOf(one.sender)} · {away(one.storedAt)}
                  {one.recalled && ` · ${t('alerts.state.recalled')}`}
                  {one.expired && ` · ${t('alerts.state.expired')}`}
                </Text>
              </div>
              <Tlp label={one.tlp} />
            </Group>
          </Section>
        ))}
        {listed.hasNextPage && (
          <Button variant="default" loading={listed.isFetchingNextPage} onClick={() => void listed.fetchNextPage()}>
            {t('more')}
          </Button>
        )}
      </Awaited>
    </Page>
  );
}

/** One evaluation: what it judges, whether it is to be believed, and what became of it. */
export function AssessmentPage({ id }: { id: string }) {
  const { t } = useWords();
  const client = useQueryClient();
  const refresh = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/v1/assessments') });
  const shown = api.useQuery('get', '/api/v1/assessments/{id}', { params: { path: { id } } });
  if (!shown.data) return <Awaited of={shown}>{null}</Awaited>;
  const { assessment, sender, sources, tlp, title, unit } = shown.data;
  const own = sender === unit;
  const about = { kind: 'assessments', data: shown.data, refresh } as const;
  return (
    <Page
      title={<bdi>{title || t(shown.data.unreadable ? 'alerts.unreadable' : 'alerts.erased')}</bdi>}
      aside={
        <>
          <Button variant="default" size="xs" onClick={() => print()}>
            {t('print')}
          </Button>
          {assessment && <Recall {...about} />}
        </>
      }
    >
      <Standing data={shown.data} />
      <Trust data={shown.data} own={own} />
      {assessment && <Judged assessment={assessment} sender={sender} sources={sources} tlp={tlp} />}
      {assessment && <Replies {...about} own={own} />}
      {shown.data.delivery.length > 0 && <Board {...about} own={own} />}
    </Page>
  );
}

type Shown = Answer<'/api/v1/assessments/{id}'>;

/** What is judged, how sure, and how what it rests on stands now. */
function Judged({
  assessment,
  sender,
  sources,
  tlp,
}: Pick<Shown, 'sender' | 'sources' | 'tlp'> & { assessment: NonNullable<Shown['assessment']> }) {
  const { t, alert: words, country, listed, dated, colon } = useWords();
  const { nameOf } = useUnitNames();
  return (
    <>
      <Section>
        <Facts>
          <Fact label={words.label.from}>{nameOf(sender)}</Fact>
          <Fact label="TLP">
            <Tlp label={tlp} /> {words.handling[assessment.handling.code]}
          </Fact>
          <Fact label={t('assess.period')}>
            {dated(assessment.period.from)} – {dated(assessment.period.until)}
          </Fact>
          <Fact label={t('assess.countries')}>{listed((assessment.countries ?? []).map(country))}</Fact>
          <Fact label={words.label.validUntil}>{dated(assessment.validUntil)}</Fact>
        </Facts>
        <Text mt="xs" lang={assessment.summary.language}>
          <bdi>{assessment.summary.text}</bdi>
        </Text>
      </Section>
      {assessment.judgements.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: judgements have no name but their place
        <Section key={i}>
          <Text fw={600} lang={one.statement.language}>
            <bdi>{one.statement.text}</bdi>
          </Text>
          <Group gap={6} my={6}>
            <Badge variant="light" color={one.likelihood === 'critical' ? 'red' : 'indigo'}>
              {words.label.likelihood}
              {colon}
              {words.level[one.likelihood]}
            </Badge>
            <Badge variant="light" color={one.impact === 'critical' ? 'red' : 'indigo'}>
              {words.label.impact}
              {colon}
              {words.level[one.impact]}
            </Badge>
            <Badge variant="light" color="gray">
              {words.label.confidence}
              {colon}
              {t(`assess.sure.${one.confidence}`)}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed">
            {t('assess.rests-on')}
          </Text>
          <Stack gap={2}>
            {sources
              .filter(({ author, alert }) =>
                one.citations.some((cited) => cited.author === author && cited.alert === alert),
              )
              .map(({ alert, author, title: name, standing }) => (
                <Text size="sm" key={author + alert}>
                  {standing === 'not-here' ? (
                    <bdi dir="ltr">{alert}</bdi>
                  ) : (
                    <Anchor component={Link} href={`~/alerts/${referenceTo({ id: alert, sender: author })}`} size="sm">
                      <bdi>{name ?? alert}</bdi>
                    </Anchor>
                  )}{' '}
                  · {nameOf(author)} · {t(`assess.stands.${standing}`)}
                </Text>
              ))}
          </Stack>
        </Section>
      ))}
      {(assessment.recommendations ?? []).length > 0 && (
        <Section title={t('assess.recommendations')}>
          {assessment.recommendations!.map((one) => (
            <Text size="sm" key={one.text} lang={one.language}>
              <bdi>{one.text}</bdi>
            </Text>
          ))}
        </Section>
      )}
    </>
  );
}
