import { Badge, Button, Group, Menu, NativeSelect, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Bookmark, ChevronDown } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Answer } from '#libs/api/routes.js';
import { referenceTo } from '#libs/envelope/reference.js';
import { api, node } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useMayWrite } from '../directory/use-may-write.js';
import { useWords } from '../language/index.js';
import { useMe } from '../sign-in/session.js';
import { useCountries } from '../ui/countries.js';
import { useFilters } from '../ui/filters.js';
import { offerUndo } from '../ui/offer-undo.js';
import { Awaited, Empty, MemberCode, Page, Tlp } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { SearchBox } from '../ui/SearchBox.js';
import { useAttempt } from '../ui/use-attempt.js';
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
    <NativeSelect
      size="xs"
      className={styles.filter}
      aria-label={label}
      value={filters[name] ?? ''}
      onChange={(event) => set({ [name]: event.currentTarget.value, show: null })}
      data={[{ value: '', label }, ...choices.map(([value, text]) => ({ value, label: text }))]}
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
          ['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR'].map((one) => [one, `TLP:${one}`]),
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
        <SavedSearches filters={query as Record<string, string>} />
        {filtered && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => set(Object.fromEntries(FILTERS.map((name) => [name, null])))}
          >
            {t('filters.clear')}
          </Button>
        )}
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
  const { t, away } = useWords();
  const state = alert.recalled ? 'recalled' : alert.replacedBy ? 'replaced' : alert.expired ? 'expired' : undefined;
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
          {alert.urgent && (
            <Badge size="xs" color="red">
              {t('alerts.urgent')}
            </Badge>
          )}{' '}
          <bdi>{alert.title || t(alert.unreadable ? 'bulletins.unreadable' : 'bulletins.erased')}</bdi>
        </span>
        <span className={styles.lineUnder}>
          <span className={styles.lineFrom}>
            {away(alert.createdAt)} · {from}
            {state && ` · ${t(`bulletins.state.${state}`)}`}
            {alert.assignedTo && ` · ${t('alerts.with', { officer: alert.assignedTo })}`}
          </span>
          <Tlp label={alert.tlp} />
        </span>
      </span>
    </Link>
  );
}

/** Searches that are run again, and that tell of new alerts by themselves. */
function SavedSearches({ filters }: { filters: Record<string, string> }) {
  const { t } = useWords();
  const { holds } = useMe();
  const { set } = useFilters();
  const client = useQueryClient();
  const saved = api.useQuery('get', '/api/v1/searches');
  const [name, setName] = useState('');
  const [unit] = holds('drafter', 'releaser', 'liaison-officer', 'auditor');
  const { box: _, unit: __, state: ___, unread: ____, urgent: _____, assigned: ______, ...kept } = filters;
  const { error, attempt } = useAttempt(() => client.invalidateQueries({ queryKey: ['get', '/api/v1/searches'] }));
  return (
    <Menu withinPortal closeOnItemClick={false} width={280}>
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<Bookmark size={13} />}
          rightSection={<ChevronDown size={13} />}
        >
          {t('searches')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <ProblemText error={error} />
        {saved.data?.searches.length === 0 && (
          <Text size="xs" c="dimmed" p="xs">
            {t('searches.none')}
          </Text>
        )}
        {saved.data?.searches.map((one) => (
          <Menu.Item
            key={one.id}
            closeMenuOnClick
            onClick={() => set({ ...Object.fromEntries(FILTERS.map((each) => [each, null])), ...one.filters })}
            rightSection={
              <Button
                component="span"
                size="compact-xs"
                variant="subtle"
                color="red"
                onClick={(event) => {
                  event.stopPropagation();
                  void attempt(async () => {
                    await node.DELETE('/api/v1/searches/{id}', { params: { path: { id: one.id } } });
                    const { unit, kind, name, filters, notify } = one;
                    offerUndo(t('searches.removed', { name }), t('undo'), () =>
                      attempt(() => node.POST('/api/v1/searches', { body: { unit, kind, name, filters, notify } })),
                    );
                  });
                }}
              >
                {t('remove')}
              </Button>
            }
          >
            {one.name}
          </Menu.Item>
        ))}
        {Object.keys(kept).length > 0 && unit && (
          <>
            <Menu.Divider />
            <Group gap={6} p={6} wrap="nowrap">
              <TextInput
                size="xs"
                flex={1}
                aria-label={t('searches.name')}
                placeholder={t('searches.name')}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <Button
                size="xs"
                disabled={name.trim() === ''}
                onClick={() =>
                  void attempt(async () => {
                    await node.POST('/api/v1/searches', {
                      body: { unit, kind: 'alert', name: name.trim(), filters: kept, notify: true },
                    });
                    setName('');
                    notifications.show({ message: t('searches.saved') });
                  })
                }
              >
                {t('save')}
              </Button>
            </Group>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
