import { Button, Group, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Link, useLocation } from 'wouter';
import type { Answer } from '#libs/api/routes.js';
import { referenceTo } from '#libs/envelope/reference.js';
import { node } from '../api/client.js';
import { TLP } from '../bulletins/HandlingFields.js';
import { SavedSearches } from '../bulletins/SavedSearches.js';
import { Standings } from '../bulletins/Standings.js';
import { Title } from '../bulletins/Title.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useMayWrite } from '../directory/use-may-write.js';
import { useWords } from '../language/index.js';
import { useMe } from '../sign-in/session.js';
import { ClearFilters } from '../ui/ClearFilters.js';
import { useCountries } from '../ui/countries.js';
import { FilterSelect } from '../ui/FilterSelect.js';
import { useFilters } from '../ui/filters.js';
import { Awaited, Empty, MemberCode, Page, Tlp } from '../ui/parts.js';
import { SearchBox } from '../ui/SearchBox.js';
import { useListKeys } from '../ui/use-list-keys.js';
import AlertPage from './AlertPage.js';
import styles from './alerts.module.css';

const RouteMap = lazy(() => import('./RouteMap.js'));
type Summary = Answer<'/api/v1/bulletins/alert'>['bulletins'][number];
const FILTERS = ['q', 'box', 'tlp', 'offence', 'country', 'state', 'unread', 'urgent', 'assigned', 'unit'] as const;
const PAGE = 50;

/** What came in and what went out: a list to work through, with what is read beside it where there is room. */
export default function Inbox() {
  const { t, alert: words } = useWords();
  const countries = useCountries();
  const { holds } = useMe();
  const mayWrite = useMayWrite().bulletins.length > 0;
  const { filters, set } = useFilters();
  const { nameOf } = useUnitNames();
  const [, go] = useLocation();
  const besides = useMediaQuery('(min-width: 75rem)') ?? false;
  const query = Object.fromEntries(FILTERS.filter((name) => filters[name]).map((name) => [name, filters[name]]));
  const listed = useInfiniteQuery({
    queryKey: ['get', '/api/v1/bulletins/alert', 'pages', query],
    queryFn: async ({ pageParam }) => {
      const page = { limit: PAGE, ...(pageParam && { before: pageParam }) };
      const { data } = await node.GET('/api/v1/bulletins/alert', { params: { query: { ...query, ...page } } });
      return data!;
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const alerts = listed.data?.pages.flatMap((page) => page.bulletins) ?? [];
  const chosen = besides && (filters.view ?? 'list') === 'list' ? filters.show : undefined;
  useListKeys('[data-alert]');
  const own = holds('drafter', 'releaser', 'liaison-officer', 'evidence-custodian', 'auditor');
  const select = (name: string, label: string, choices: readonly (readonly [string, string])[]) => (
    <FilterSelect
      label={label}
      value={filters[name]}
      choices={choices.map(([value, text]) => ({ value, label: text }))}
      onChange={(value) => set({ [name]: value, show: null })}
    />
  );
  const filtered = FILTERS.some((name) => name !== 'box' && filters[name]);
  const boxes: Record<string, string> = { in: t('alerts.in'), out: t('alerts.out'), all: t('alerts.all') };

  return (
    <Page
      wide
      title={t('place.alerts')}
      aside={
        <>
          <Button component={Link} href="/drafts" variant="default">
            {t('bulletins.drafts')}
          </Button>
          {mayWrite && (
            <Button component={Link} href="/write">
              {t('alerts.write')}
            </Button>
          )}
        </>
      }
    >
      <Group gap="xs" mb="sm" data-print="no">
        <SegmentedControl
          size="xs"
          aria-label={t('alerts.box')}
          value={filters.box ?? 'in'}
          onChange={(box) => set({ box, show: null })}
          data={Object.entries(boxes).map(([value, label]) => ({ value, label }))}
        />
        <SearchBox label={t('bulletins.find')} value={filters.q} onChange={(q) => set({ q })} />
        {select('offence', words.heading.offence, Object.entries(words.offence))}
        {select(
          'tlp',
          'TLP',
          TLP.map((label) => [label, `TLP:${label}`]),
        )}
        {select(
          'country',
          t('country'),
          countries.map(({ value, label }) => [value, label]),
        )}
        {select(
          'state',
          t('bulletins.state'),
          ['valid', 'expired', 'replaced', 'recalled'].map((one) => [one, t(`bulletins.state.${one}`)]),
        )}
        {select('unread', t('alerts.unread'), [
          ['yes', t('alerts.unread.yes')],
          ['no', t('alerts.unread.no')],
        ])}
        {own.length > 1 &&
          select(
            'unit',
            t('alerts.unit'),
            own.map((unit) => [unit, nameOf(unit)]),
          )}
        <SavedSearches kind="alert" names={FILTERS} filters={query as Record<string, string>} />
        {filtered && <ClearFilters names={FILTERS} />}
        <SegmentedControl
          size="xs"
          ms="auto"
          aria-label={t('alerts.view')}
          value={filters.view ?? 'list'}
          onChange={(view) => set({ view })}
          data={['list', 'map', 'timeline'].map((value) => ({ value, label: t(`alerts.view.${value}`) }))}
        />
      </Group>
      <Awaited of={listed}>
        {alerts.length === 0 ? (
          <Empty
            what={t(filtered ? 'bulletins.none-found' : 'alerts.none')}
            why={t(filtered ? 'alerts.none-found.why' : 'alerts.none.why')}
            {...(!filtered && { action: t('alerts.subscribe'), onAction: () => go('~/directory/subscriptions') })}
          />
        ) : (filters.view ?? 'list') !== 'list' ? (
          <Suspense>
            <RouteMap query={query as Record<string, string>} timeline={filters.view === 'timeline'} />
          </Suspense>
        ) : (
          <div className={styles.split} data-besides={besides}>
            <div className={styles.list}>
              {alerts.map((one) => (
                <Line
                  key={referenceTo(one)}
                  alert={one}
                  from={filters.box === 'out' ? t('alerts.ours') : nameOf(one.sender)}
                  chosen={referenceTo(one) === chosen}
                  {...(besides && { onChoose: () => set({ show: referenceTo(one) }) })}
                />
              ))}
              {listed.hasNextPage && (
                <Button
                  variant="subtle"
                  fullWidth
                  loading={listed.isFetchingNextPage}
                  onClick={() => void listed.fetchNextPage()}
                >
                  {t('more')}
                </Button>
              )}
            </div>
            {besides && (
              <div className={styles.pane}>
                {chosen ? (
                  <AlertPage key={chosen} id={chosen} inPane />
                ) : (
                  <Empty what={t('alerts.choose')} why={t('alerts.choose.why')} />
                )}
              </div>
            )}
          </div>
        )}
      </Awaited>
    </Page>
  );
}

function Line({
  alert,
  from,
  chosen,
  onChoose,
}: {
  alert: Summary;
  from: string;
  chosen: boolean;
  onChoose?: () => void;
}) {
  const { away } = useWords();
  return (
    <Link
      href={`/${referenceTo(alert)}`}
      className={styles.line}
      data-alert
      aria-current={chosen || undefined}
      onClick={(event) => {
        if (!onChoose || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        onChoose();
      }}
    >
      <MemberCode unit={alert.sender} />
      <span className={styles.lineText}>
        <span className={styles.lineTitle} data-read={alert.read}>
          <Title of={alert} small />
        </span>
        <span className={styles.lineUnder}>
          <span className={styles.lineFrom}>
            {away(alert.createdAt)} · {from}
            <Standings of={alert} />
          </span>
          <Tlp label={alert.tlp} />
        </span>
      </span>
    </Link>
  );
}
