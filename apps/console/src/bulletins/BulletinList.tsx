import { Anchor, Button, Group, NativeSelect, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { bulletinsAt } from '#libs/api/bulletins.js';
import { referenceTo } from '#libs/envelope/reference.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { node } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useMayWrite } from '../directory/use-may-write.js';
import { useWords } from '../language/index.js';
import { useFieldWords } from '../ui/field-words.js';
import { useFilters } from '../ui/filters.js';
import { Awaited, Empty, Page, Section, Tlp } from '../ui/parts.js';
import { SearchBox } from '../ui/SearchBox.js';
import { useListKeys } from '../ui/use-list-keys.js';
import { useBulletinForm } from './forms.js';
import { WRITERS } from './of-kinds.js';

const PAGE = 50;
const STATES = ['valid', 'expired', 'replaced', 'recalled'] as const;

/** Bulletins of a kind, what came in and what went out, the newest first. */
export function BulletinList({ kind }: { kind: BulletinName }) {
  const { t, away, capital } = useWords();
  const { nameOf } = useUnitNames();
  const { labelOf, codeOf } = useFieldWords(kind);
  const mayWrite = useMayWrite().bulletins.length > 0;
  const { filters, set } = useFilters();
  const form = useBulletinForm(kind);
  // A facet whose values are a list is chosen from; the others are looked for by their words.
  const chosen = Object.entries(form?.facets ?? {}).flatMap(([name, schema]) =>
    Array.isArray(schema.enum) ? [{ name, codes: schema.enum as string[] }] : [],
  );
  const names = ['q', 'state', ...chosen.map(({ name }) => name)];
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
  const select = (name: string, label: string, choices: readonly (readonly [string, string])[]) => (
    <NativeSelect
      key={name}
      size="xs"
      aria-label={label}
      value={filters[name] ?? ''}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
      data={[{ value: '', label }, ...choices.map(([value, text]) => ({ value, label: text }))]}
    />
  );
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
        <SearchBox label={t('bulletins.find')} value={filters.q} onChange={(q) => set({ q })} />
        {select(
          'state',
          t('bulletins.state'),
          STATES.map((state) => [state, t(`bulletins.state.${state}`)] as const),
        )}
        {chosen.map(({ name, codes }) =>
          select(
            name,
            labelOf(name),
            codes.map((code) => [code, codeOf(code)] as const),
          ),
        )}
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
                  <bdi>{line.title || t(line.unreadable ? 'bulletins.unreadable' : 'bulletins.erased')}</bdi>
                </Anchor>
                <Text size="sm" c="dimmed">
                  {nameOf(line.sender)} · {away(line.storedAt)}
                  {line.recalled && ` · ${t('bulletins.state.recalled')}`}
                  {line.replacedBy && ` · ${t('bulletins.state.replaced')}`}
                  {line.expired && ` · ${t('bulletins.state.expired')}`}
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
