import { Button, Group, Menu, SegmentedControl, Text, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ChevronDown, Search } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api, node } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useMayWrite } from '../directory/use-may-write.js';
import { useWords } from '../language/index.js';
import { useDraftsBegunHere } from '../offline/use-draft.js';
import { oneOf, useFilters } from '../ui/filters.js';
import { Awaited, Empty, MemberCode, Page } from '../ui/parts.js';
import { useListKeys } from '../ui/use-list-keys.js';
import { BEGINNINGS } from './BeginForm.js';
import styles from './cases.module.css';
import { type CaseLine, dutySentence } from './duty.js';

const STAGES = ['ours', 'theirs', 'done'] as const;

/** Whose turn it is, and until when. */
export default function CaseList() {
  const words = useWords();
  const { t, away, assistance } = words;
  const { filters, set } = useFilters();
  const [, go] = useLocation();
  const query = {
    waitsFor: oneOf(['us', 'them'], filters.waitsFor),
    open: oneOf(['false'], filters.open) ?? 'true',
    q: filters.q,
    limit: 100,
  } as const;
  const listed = useInfiniteQuery({
    queryKey: ['get', '/api/v1/cases', query],
    queryFn: async ({ pageParam }) =>
      (
        await node.GET('/api/v1/cases', {
          params: { query: { ...query, ...(pageParam && { after: pageParam }) } },
        })
      ).data!,
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const drafts = api.useQuery('get', '/api/v1/request-drafts');
  const typing = useDebouncedCallback((value: string) => set({ q: value }), 300);
  const [typed, setTyped] = useState(filters.q ?? '');
  useListKeys('[data-case]');
  const cases = listed.data?.pages.flatMap((page) => page.cases) ?? [];
  const turnOf = (one: CaseLine): (typeof STAGES)[number] =>
    one.owed.length === 0 ? 'done' : one.owed.some(({ who }) => who === one.unit) ? 'ours' : 'theirs';
  const canWrite = useMayWrite().requests.length > 0;
  const here = useDraftsBegunHere<{ request?: { reference?: string } }>('request');
  // A request can be begun without a line where its form was fetched before.
  api.useQuery('get', '/api/v1/cases/forms', undefined, { staleTime: Number.POSITIVE_INFINITY, enabled: canWrite });
  const board = filters.view === 'board';
  return (
    <Page
      wide
      title={t('place.cases')}
      aside={
        canWrite && (
          <>
            <Menu withinPortal position="bottom-end">
              <Menu.Target>
                <Button variant="default" rightSection={<ChevronDown size={14} />}>
                  {t('begin.other')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {BEGINNINGS.map((move) => (
                  <Menu.Item key={move} component={Link} href={`/begin/${move}`}>
                    {assistance.move[move]}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
            <Button component={Link} href="/write">
              {t('cases.write')}
            </Button>
          </>
        )
      }
    >
      <Group gap="xs" mb="sm" data-print="no">
        <SegmentedControl
          size="xs"
          aria-label={t('cases.turn')}
          value={filters.open === 'false' ? 'closed' : (filters.waitsFor ?? 'any')}
          onChange={(turn) =>
            set(
              turn === 'closed'
                ? { open: 'false', waitsFor: null }
                : { open: null, waitsFor: turn === 'any' ? null : turn },
            )
          }
          data={['any', 'us', 'them', 'closed'].map((value) => ({ value, label: t(`cases.turn.${value}`) }))}
        />
        <TextInput
          size="xs"
          data-search
          w={260}
          leftSection={<Search size={14} />}
          placeholder={t('cases.find')}
          aria-label={t('cases.find')}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            typing(event.currentTarget.value);
          }}
        />
        <SegmentedControl
          size="xs"
          ms="auto"
          aria-label={t('cases.view')}
          value={board ? 'board' : 'list'}
          onChange={(view) => set({ view })}
          data={['list', 'board'].map((value) => ({ value, label: t(`cases.view.${value}`) }))}
        />
      </Group>
      {(drafts.data?.drafts.length ?? 0) + here.length > 0 && (
        <Group gap="xs" mb="sm">
          <Text size="sm" c="dimmed">
            {t('cases.drafts')}
          </Text>
          {here.map((one) => (
            <Tooltip key={one.id} label={t('drafts.here', { when: away(one.at) })} multiline maw={320}>
              <Button component={Link} href={`/write/${one.id}`} size="compact-sm" variant="default">
                {String(one.value.request?.reference || t('cases.unnumbered'))}*
              </Button>
            </Tooltip>
          ))}
          {drafts.data?.drafts.map((one) => (
            <Button key={one.id} component={Link} href={`/write/${one.id}`} size="compact-sm" variant="default">
              {one.reference ?? t('cases.unnumbered')}
            </Button>
          ))}
        </Group>
      )}
      <Awaited of={listed}>
        {cases.length === 0 && !listed.hasNextPage ? (
          <Empty
            what={t(filters.q || filters.waitsFor || filters.open ? 'cases.none-found' : 'cases.none')}
            why={t('cases.none.why')}
            {...(canWrite && { action: t('cases.write'), onAction: () => go('/write') })}
          />
        ) : board ? (
          <div className={styles.boardColumns}>
            {STAGES.map((stage) => {
              const those = cases.filter((one) => turnOf(one) === stage);
              return (
                <section key={stage} className={styles.column} aria-label={t(`cases.stage.${stage}`)}>
                  <Text fw={600} size="sm" mb={6}>
                    {t(`cases.stage.${stage}`)} · {those.length}
                  </Text>
                  {those.map((one) => (
                    <CaseCard key={one.id + one.unit} one={one} />
                  ))}
                </section>
              );
            })}
          </div>
        ) : (
          <div className={styles.list}>
            {cases.map((one) => (
              <CaseCard key={one.id + one.unit} one={one} wide />
            ))}
          </div>
        )}
        {listed.hasNextPage && (
          <Button
            mt="sm"
            variant="default"
            loading={listed.isFetchingNextPage}
            onClick={() => void listed.fetchNextPage()}
          >
            {t('more')}
          </Button>
        )}
      </Awaited>
    </Page>
  );
}

function CaseCard({ one, wide }: { one: CaseLine; wide?: boolean }) {
  const { assistance } = useWords();
  const { nameOf } = useUnitNames();
  const other = one.unit === one.requested ? one.requesting : one.requested;
  return (
    <Link href={`/${one.id}`} className={wide ? styles.row : styles.card} data-case>
      <MemberCode unit={other} />
      <span className={styles.rowText}>
        <strong>
          <bdi>{one.reference}</bdi>
        </strong>
        <span className={styles.under}>
          {nameOf(other)}
          {one.theirReference && (
            <>
              {' '}
              · <bdi>{one.theirReference}</bdi>
            </>
          )}
        </span>
      </span>
      <span className={styles.turn}>
        <TurnSentence one={one} />
        <span className={styles.under}>{assistance.status[one.status as keyof typeof assistance.status]}</span>
      </span>
    </Link>
  );
}

/** A status is a sentence with an owner and a time. */
export function TurnSentence({ one }: { one: Pick<CaseLine, 'owed' | 'unit'> }) {
  const { t, assistance, daysAway, day, country, comma, colon } = useWords();
  const [first] = one.owed;
  if (!first) return <span>{t('cases.nothing-owed')}</span>;
  const whose =
    first.who === one.unit ? t('cases.your-turn') : t('cases.their-turn', { state: country(first.who.split('/')[0]!) });
  return (
    <span className={styles.sentence} data-late={first.overdue}>
      {whose}
      {colon}
      {dutySentence(first, assistance)}
      {comma}
      {first.overdue ? assistance.label.late : assistance.label.due} {day(first.day)} ({daysAway(first.day)})
    </span>
  );
}
