import { Alert, Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { wordIn } from '#libs/kinds/case-words.js';
import { api, node } from '../api/client.js';
import { useWords } from '../language/index.js';
import { useMe } from '../sign-in/session.js';
import { useFilters } from '../ui/filters.js';
import layout from '../ui/layout.module.css';
import { Awaited, Empty, Page, Section } from '../ui/parts.js';

/** The kind of a case and the move in it, before the reason that an officer gave. */
const OF_A_CASE = /^([a-z-]+)\/([a-z-]+)(?:, )?/;

/** Who did what, when, under which role and why; and whether the log of it is whole. */
export default function Audit() {
  const { t, cases, moment, number, comma, colon } = useWords();
  const { holds } = useMe();
  const { filters, set } = useFilters();
  const units = holds('auditor');
  const query = Object.fromEntries(
    ['unit', 'officer', 'action'].filter((name) => filters[name]).map((name) => [name, filters[name]]),
  );
  const lines = useInfiniteQuery({
    queryKey: ['get', '/api/v1/audit', query],
    queryFn: async ({ pageParam }) =>
      (
        await node.GET('/api/v1/audit', {
          params: { query: { ...query, limit: 100, ...(pageParam && { before: pageParam }) } },
        })
      ).data!,
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const verdict = api.useQuery('get', '/api/v1/audit/verification');
  /** Counts and boxes in words; a name or an id as it is. */
  const subjectOf = ({ action, subject }: { action: string; subject: string }): string => {
    if (action === 'cases-listed') return t('audit.of.cases', { count: Number(subject) });
    if (action === 'audit-read' && subject === 'verification') return t('audit.of.verification');
    if (action === 'audit-read') return t('audit.of.lines', { count: Number.parseInt(subject, 10) });
    if (action.endsWith('-listed')) return t(`alerts.${subject}`);
    if (action === 'sign-in-changed') return t(`audit.of.${subject}`);
    if (action === 'contacts-searched' && subject === 'all members') return t('audit.of.all-members');
    return subject.length > 40 ? `${subject.slice(0, 38)}…` : subject;
  };
  /** Of a case what was done in it, in the words of its kind. */
  const didInWords = ({ action, why }: { action: string; why: string | null }): string => {
    const did = t(`audit.did.${action}`, { defaultValue: action });
    const [, kind, move] = OF_A_CASE.exec(action.startsWith('case-') ? (why ?? '') : '') ?? [];
    const words = kind === undefined ? undefined : cases[kind];
    return words ? `${did}${colon}${words.kind.one}${comma}${wordIn(words, 'move', move!)}` : did;
  };
  const all = lines.data?.pages.flatMap((page) => page.lines) ?? [];
  return (
    <Page wide title={t('place.audit')}>
      {verdict.data?.logs.map((one) => (
        <Alert
          key={one.unit}
          mb="xs"
          color={one.fault ? 'red' : 'teal'}
          icon={one.fault ? <ShieldAlert size={18} /> : <ShieldCheck size={18} />}
        >
          {one.unit ? <bdi dir="ltr">{one.unit}</bdi> : t('audit.node')}
          {colon}
          {one.fault
            ? t('audit.broken', { position: number(one.fault.position), what: one.fault.what })
            : t('audit.whole', { count: one.head.position })}{' '}
          <bdi dir="ltr">{one.head.hash.slice(0, 16)}</bdi>
        </Alert>
      ))}
      <Group gap="xs" my="sm">
        <NativeSelect
          size="xs"
          aria-label={t('alerts.unit')}
          value={filters.unit ?? ''}
          onChange={(event) => set({ unit: event.currentTarget.value })}
          data={[{ value: '', label: t('alerts.unit') }, ...units]}
        />
        <TextInput
          size="xs"
          data-search
          aria-label={t('audit.officer')}
          placeholder={t('audit.officer')}
          defaultValue={filters.officer ?? ''}
          onBlur={(event) => set({ officer: event.currentTarget.value })}
          onKeyDown={(event) => event.key === 'Enter' && set({ officer: event.currentTarget.value })}
        />
        <TextInput
          size="xs"
          aria-label={t('audit.action')}
          placeholder={t('audit.action')}
          defaultValue={filters.action ?? ''}
          onBlur={(event) => set({ action: event.currentTarget.value })}
          onKeyDown={(event) => event.key === 'Enter' && set({ action: event.currentTarget.value })}
        />
      </Group>
      <Section>
        <Awaited of={lines}>
          {all.length === 0 ? (
            <Empty what={t('audit.none')} />
          ) : (
            <table className={layout.table}>
              <thead>
                <tr>
                  <th>{t('audit.when')}</th>
                  <th>{t('audit.officer')}</th>
                  <th>{t('audit.role')}</th>
                  <th>{t('audit.action')}</th>
                  <th>{t('audit.subject')}</th>
                  <th>{t('audit.why')}</th>
                </tr>
              </thead>
              <tbody>
                {all.map((one) => (
                  <tr key={one.unit + one.position}>
                    <td>{moment(one.at)}</td>
                    <td>
                      <bdi>{one.officer}</bdi>
                    </td>
                    <td>
                      {one.role && t(`role.${one.role}`)}{' '}
                      <Text span size="xs" c="dimmed">
                        <bdi dir="ltr">{one.unit}</bdi>
                      </Text>
                    </td>
                    <td>{didInWords(one)}</td>
                    <td>
                      <bdi dir="auto">{subjectOf(one)}</bdi>
                    </td>
                    <td>
                      <bdi>{one.why?.replace(OF_A_CASE, '')}</bdi>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {lines.hasNextPage && (
            <Button variant="subtle" fullWidth onClick={() => void lines.fetchNextPage()}>
              {t('more')}
            </Button>
          )}
        </Awaited>
      </Section>
    </Page>
  );
}
