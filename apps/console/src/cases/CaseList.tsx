import { Button, Group, Menu, NativeSelect, SegmentedControl, Text, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ChevronDown, Search } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { wordIn } from '#libs/kinds/case-words.js';
import { api, node } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useMayWrite } from '../directory/use-may-write.js';
import { useWords } from '../language/index.js';
import { useDraftsBegunHere } from '../offline/use-draft.js';
import { oneOf, useFilters } from '../ui/filters.js';
import { Awaited, Empty, MemberCode, Page } from '../ui/parts.js';
import { useListKeys } from '../ui/use-list-keys.js';
import styles from './cases.module.css';
import { type CaseLine, dutySentence, untilWhen } from './duty.js';
import { useBeginnings } from './use-beginnings.js';

const STAGES = ['ours', 'theirs', 'done'] as const;

/** Whose turn it is, and until when. */
export default function CaseList() {
  const words = useWords();
  const { t, away, cases: kinds } = words;
  const { filters, set } = useFilters();
  const [, go] = useLocation();
  const query = {
    kind: oneOf(Object.keys(kinds) as CaseLine['kind'][], filters.kind),
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
  const begun = api.useQuery('get', '/api/v1/case-drafts');
  const typing = useDebouncedCallback((value: string) => set({ q: value }), 300);
  const [typed, setTyped] = useState(filters.q ?? '');
  useListKeys('[data-case]');
  const cases = listed.data?.pages.flatMap((page) => page.cases) ?? [];
  const turnOf = (one: CaseLine): (typeof STAGES)[number] =>
    one.owed.length === 0 ? 'done' : one.owed.some(({ who }) => who === one.unit) ? 'ours' : 'theirs';
  const canWrite = useMayWrite().requests.length > 0;
  const here = useDraftsBegunHere<{ request?: { reference?: string } }>('request');
  const beginnings = useBeginnings();
  const board = filters.view === 'board';
  return (
    <Page
      wide
      title={t('place.cases')}
      aside={
        <>
          {beginnings.length > 0 && (
            <Menu withinPortal position="bottom-end">
              <Menu.Target>
                <Button variant="default" rightSection={<ChevronDown size={14} />}>
                  {t(canWrite ? 'begin.other' : 'begin.case')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {beginnings.map(({ kind, move }) => (
                  <Menu.Item key={`${kind} ${move}`} component={Link} href={`/begin/${kind}/${move}`}>
                    {wordIn(kinds[kind]!, 'move', move)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
          {canWrite && (
            <Button component={Link} href="/write">
              {t('cases.write')}
            </Button>
          )}
        </>
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
        {Object.keys(kinds).length > 1 && (
          <NativeSelect
            size="xs"
            aria-label={t('cases.kind')}
            value={filters.kind ?? ''}
            onChange={(event) => set({ kind: event.currentTarget.value })}
            data={[
              { value: '', label: t('cases.kind.any') },
              ...Object.entries(kinds).map(([value, { kind }]) => ({ value, label: kind.many })),
            ]}
          />
        )}
        <SegmentedControl
          size="xs"
          ms="auto"
          aria-label={t('cases.view')}
          value={board ? 'board' : 'list'}
          onChange={(view) => set({ view })}
          data={['list', 'board'].map((value) => ({ value, label: t(`cases.view.${value}`) }))}
        />
      </Group>
      {(drafts.data?.drafts.length ?? 0) + (begun.data?.drafts.length ?? 0) + here.length > 0 && (
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
          {begun.data?.drafts.map((one) => (
            <Button key={one.id} component={Link} href={`/drafts/${one.id}`} size="compact-sm" variant="default">
              {one.reference ?? t('cases.unnumbered')}
            </Button>
          ))}
        </Group>
      )}
      <Awaited of={listed}>
        {cases.length === 0 && !listed.hasNextPage ? (
          <Empty
            what={t(filters.q || filters.kind || filters.waitsFor || filters.open ? 'cases.none-found' : 'cases.none')}
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
  const { cases } = useWords();
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
        <span className={styles.under}>{wordIn(cases[one.kind]!, 'status', one.status)}</span>
      </span>
    </Link>
  );
}

/** A status is a sentence with an owner and a time. */
export function TurnSentence({ one }: { one: Pick<CaseLine, 'kind' | 'owed' | 'unit'> }) {
  const formatted = useWords();
  const { t, cases, country, comma, colon } = formatted;
  const words = cases[one.kind]!;
  const [first] = one.owed;
  if (!first) return <span>{t('cases.nothing-owed')}</span>;
  const whose =
    first.who === one.unit ? t('cases.your-turn') : t('cases.their-turn', { state: country(first.who.split('/')[0]!) });
  return (
    <span className={styles.sentence} data-late={first.overdue}>
      {whose}
      {colon}
      {dutySentence(first, words)}
      {comma}
      {first.overdue ? words.label.late : words.label.due} {untilWhen(first, formatted)}
    </span>
  );
}
