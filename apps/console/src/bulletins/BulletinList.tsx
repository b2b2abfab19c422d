import { Anchor, Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { bulletinsAt } from '#libs/api/bulletins.js';
import { referenceTo } from '#libs/envelope/reference.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { node } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useMayWrite } from '../directory/use-may-write.js';
import { LANGUAGES, useWords } from '../language/index.js';
import { ClearFilters } from '../ui/ClearFilters.js';
import { FilterSelect } from '../ui/FilterSelect.js';
import { useFilters } from '../ui/filters.js';
import { Awaited, Empty, Page, Section, Tlp } from '../ui/parts.js';
import { SearchBox } from '../ui/SearchBox.js';
import type { Schema } from '../ui/schema.js';
import { useListKeys } from '../ui/use-list-keys.js';
import { Facet } from './Facet.js';
import { useBulletinForm } from './forms.js';
import { TLP } from './HandlingFields.js';
import { WRITERS } from './of-kinds.js';
import { SavedSearches } from './SavedSearches.js';
import { Standings } from './Standings.js';
import { Title } from './Title.js';

const PAGE = 50;
const STATES = ['valid', 'expired', 'replaced', 'recalled'] as const;

/** Bulletins of a kind, what came in and what went out, the newest first. */
export function BulletinList({ kind }: { kind: BulletinName }) {
  const { t, away, capital, tongue } = useWords();
  const { nameOf } = useUnitNames();
  const mayWrite = useMayWrite().bulletins.length > 0;
  const { filters, set } = useFilters();
  const form = useBulletinForm(kind);
  const facets = Object.entries((form?.facets ?? {}) as Readonly<Record<string, Schema>>);
  const names = ['q', 'state', 'tlp', 'language', ...facets.map(([name]) => name)];
  const query = Object.fromEntries(names.filter((name) => filters[name]).map((name) => [name, filters[name]]));
  const listed = useInfiniteQuery({
    queryKey: ['get', bulletinsAt(kind, ''), 'pages', query],
    queryFn: async ({ pageParam }) => {
      const page = { box: 'all', limit: PAGE, ...(pageParam && { before: pageParam }) } as const;
      return (await node.GET(bulletinsAt(kind, ''), { params: { query: { ...query, ...page } } })).data!;
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });
  useListKeys('[data-bulletin]');
  const bulletins = listed.data?.pages.flatMap((page) => page.bulletins) ?? [];
  const narrowed = Object.keys(query).length > 0;
  const filter = (name: string) => ({ value: filters[name], onChange: (value: string) => set({ [name]: value }) });
  return (
    <Page
      title={capital(t(`kind.${kind}`))}
      aside={
        mayWrite && (
          <>
            {!WRITERS[kind] && (
              <Button component={Link} href="/drafts" variant="default">
                {t('bulletins.drafts')}
              </Button>
            )}
            <Button component={Link} href="/write">
              {t('bulletins.write')}
            </Button>
          </>
        )
      }
    >
      <Group gap="xs" mb="sm" data-print="no">
        <SearchBox label={t('bulletins.find')} {...filter('q')} />
        <FilterSelect
          label={t('bulletins.state')}
          choices={STATES.map((state) => ({ value: state, label: t(`bulletins.state.${state}`) }))}
          {...filter('state')}
        />
        <FilterSelect
          label="TLP"
          choices={TLP.map((label) => ({ value: label, label: `TLP:${label}` }))}
          {...filter('tlp')}
        />
        <FilterSelect
          label={t('field.language')}
          choices={Object.keys(LANGUAGES).map((tag) => ({ value: tag, label: tongue(tag) }))}
          {...filter('language')}
        />
        {facets.map(([name, schema]) => (
          <Facet key={name} kind={kind} name={name} schema={schema} {...filter(name)} />
        ))}
        <SavedSearches kind={kind} names={names} filters={query as Record<string, string>} />
        {narrowed && <ClearFilters names={names} />}
      </Group>
      <Awaited of={listed}>
        {listed.data && bulletins.length === 0 && (
          <Empty
            what={t(narrowed ? 'bulletins.none-found' : 'bulletins.none', { kind: t(`kind.${kind}`) })}
            why={t(narrowed ? 'bulletins.none-found.why' : 'bulletins.none.why')}
          />
        )}
        {bulletins.map((line) => (
          <Section key={referenceTo(line) + line.unit}>
            <Group justify="space-between">
              <div>
                <Anchor
                  component={Link}
                  data-bulletin={line.id}
                  href={`/${referenceTo(line)}`}
                  fw={line.read ? 500 : 700}
                >
                  <Title of={line} small />
                </Anchor>
                <Text size="sm" c="dimmed">
                  {nameOf(line.sender)} · {away(line.storedAt)}
                  <Standings of={line} />
                </Text>
              </div>
              <Tlp label={line.tlp} />
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
