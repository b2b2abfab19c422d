import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { bulletinsAt, draftsAt } from '#libs/api/bulletins.js';
import type { Answer } from '#libs/api/routes.js';
import { referenceTo } from '#libs/envelope/reference.js';
import { BULLETIN_NAMES } from '#libs/kinds/bulletin-names.js';
import { wordIn } from '#libs/kinds/case-words.js';
import { api, node } from '../api/client.js';
import { draftPlaceOf, placeOf } from '../bulletins/places.js';
import { useTitleOf } from '../bulletins/use-title-of.js';
import { dutySentence, untilWhen } from '../cases/duty.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useMayWrite } from '../directory/use-may-write.js';
import { useWords } from '../language/index.js';
import { useMe } from '../sign-in/session.js';
import { groupBy } from '../ui/group.js';
import { MemberCode, Page, Section, Tlp } from '../ui/parts.js';
import styles from './home.module.css';

interface Waiting {
  readonly key: string;
  readonly href: string;
  readonly what: ReactNode;
  readonly about: string;
  readonly from?: string;
  /** Milliseconds; nothing where no day is set. */
  readonly dueAt?: number;
  readonly when: string;
  readonly late?: boolean;
}

/** What waits for me, and until when. */
export default function Home() {
  const words = useWords();
  const { t, away, daysAway, number } = words;
  const titleOf = useTitleOf();
  const { me, reads } = useMe();
  const { nameOf } = useUnitNames();
  const mayWrite = useMayWrite();
  const client = useQueryClient();
  const on = { enabled: reads };
  const cases = api.useQuery(
    'get',
    '/api/v1/cases',
    { params: { query: { waitsFor: 'us', open: 'true', limit: 200 } } },
    on,
  );
  const drafts = useDrafts(on);
  const shares = api.useQuery('get', '/api/v1/share-requests', undefined, on);
  const statements = api.useQuery('get', '/api/v1/directory/drafts', undefined, on);
  const unread = api.useQuery(
    'get',
    '/api/v1/bulletins/alert',
    { params: { query: { unread: 'yes', limit: 200 } } },
    on,
  );
  const mine = useQueries({
    queries: BULLETIN_NAMES.map((kind) => ({
      ...api.queryOptions('get', bulletinsAt(kind, ''), { params: { query: { assigned: me.name, limit: 50 } } }),
      ...on,
    })),
  }).flatMap(({ data }, i) => (data?.bulletins ?? []).map((one) => ({ ...one, kind: BULLETIN_NAMES[i]! })));
  const news = api.useQuery('get', '/api/v1/notifications', { params: { query: { unseen: 'yes', limit: 50 } } }, on);
  const status = api.useQuery('get', '/api/v1/status');

  const all: Waiting[] = [
    ...(cases.data?.cases ?? []).flatMap((one) =>
      one.owed
        .filter(({ who }) => who === one.unit)
        .slice(0, 1)
        .map((owed) => ({
          key: one.id,
          href: `/cases/${one.id}`,
          what: dutySentence(owed, words.cases[one.kind]!),
          about: one.reference,
          from: one.unit === one.requested ? one.requesting : one.requested,
          dueAt: Date.parse(owed.dueAt),
          when: owed.overdue ? t('home.late', { since: daysAway(owed.day) }) : untilWhen(owed, words),
          late: owed.overdue,
        })),
    ),
    ...drafts
      .filter((one) => one.releaseAskedBy && one.releaseAskedBy !== me.name)
      .map((one) => ({
        key: one.id,
        href: one.href,
        what: t('home.release-asked', { by: one.releaseAskedBy! }),
        about: one.about,
        when: away(one.savedAt),
      })),
    ...(shares.data?.requests ?? [])
      .filter((one) => one.decidedAt === null && one.author === one.unit)
      .map((one) => ({
        key: referenceTo({ id: one.id, sender: one.requester }),
        href: `/alerts/${referenceTo({ id: one.alert, sender: one.author })}`,
        what: t('home.share-asked'),
        about: one.reason.text,
        from: one.requester,
        when: away(one.askedAt),
      })),
    ...(statements.data?.drafts ?? []).map((one) => ({
      key: one.id,
      href: '/directory/ceremonies',
      what: t('home.to-sign'),
      about: words.say(one.phrase),
      when: away(one.draftedAt),
    })),
  ];
  const waiting = all.sort((a, b) => (a.dueAt ?? Number.MAX_VALUE) - (b.dueAt ?? Number.MAX_VALUE));

  const byUnit = groupBy(unread.data?.bulletins ?? [], (one) => one.unit);
  /** What the officer has asked for is no news to them. */
  const asked = new Set(drafts.filter((one) => one.releaseAskedBy === me.name).map(({ id }) => id));
  const told = (news.data?.notifications ?? []).filter(
    ({ type, subject }) => !['alert-received', 'digest'].includes(type) && !asked.has(subject),
  );
  /** Of a case in the words of its kind. */
  const toldInWords = ({ kind, type }: (typeof told)[number]): string =>
    kind && type.startsWith('case-')
      ? wordIn(words.cases[kind]!, 'told', type.replace(/^case-/, ''))
      : t(`told.${type}`);
  const seen = async () => {
    await node.POST('/api/v1/notifications/seen', { body: {} });
    await client.invalidateQueries({ queryKey: ['get', '/api/v1/notifications'] });
  };

  return (
    <Page
      title={waiting.length > 0 ? t('home.waiting', { count: waiting.length }) : t('home.nothing-waits')}
      aside={
        <>
          {mayWrite.bulletins.length > 0 && (
            <Button component={Link} href="/alerts/write">
              {t('alerts.write')}
            </Button>
          )}
          {mayWrite.requests.length > 0 && (
            <Button component={Link} href="/cases/write">
              {t('cases.write')}
            </Button>
          )}
        </>
      }
    >
      {waiting.length > 0 ? (
        <Section>
          <ul className={styles.list}>
            {waiting.map((one) => (
              <li key={one.key}>
                <Link href={one.href} className={styles.row}>
                  <span className={styles.mark} data-late={one.late ?? false} aria-hidden />
                  <span className={styles.what}>
                    <strong>{one.what}</strong>
                    <span className={styles.about}>
                      <bdi>{one.about}</bdi>
                      {one.from && <> · {nameOf(one.from)}</>}
                    </span>
                  </span>
                  <span className={styles.when} data-late={one.late ?? false}>
                    {one.when}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      ) : (
        <Text size="sm" c="dimmed" mb="sm">
          {t(reads ? 'home.empty.why' : 'home.empty.administrator')}
        </Text>
      )}
      <div className={styles.columns}>
        <div>
          {[...byUnit].map(([unit, alerts]) => (
            <Section
              key={unit}
              title={t('home.unread', { count: alerts.length, unit: nameOf(unit) })}
              aside={
                <Anchor component={Link} href={`/alerts?unread=yes&unit=${encodeURIComponent(unit)}`} size="sm">
                  {t('see-all')}
                </Anchor>
              }
            >
              <ul className={styles.list}>
                {alerts.slice(0, 5).map((one) => (
                  <li key={referenceTo(one)}>
                    <Link href={`/alerts/${referenceTo(one)}`} className={styles.row}>
                      <MemberCode unit={one.sender} />
                      <span className={styles.what}>
                        <strong>{one.title}</strong>
                        <span className={styles.about}>{nameOf(one.sender)}</span>
                      </span>
                      <Tlp label={one.tlp} />
                    </Link>
                  </li>
                ))}
              </ul>
            </Section>
          ))}
          {byUnit.size === 0 && reads && (
            <Section title={t('home.no-unread')}>
              <Text size="sm" c="dimmed">
                {t('home.no-unread.why')}
              </Text>
            </Section>
          )}
          {mine.length > 0 && (
            <Section title={t('home.mine')}>
              <ul className={styles.list}>
                {mine.map((one) => (
                  <li key={referenceTo(one)}>
                    <Link href={placeOf(one.kind, referenceTo(one))} className={styles.row}>
                      <MemberCode unit={one.sender} />
                      <span className={styles.what}>
                        <bdi>{titleOf(one)}</bdi>
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </div>
        <div>
          {told.length > 0 && (
            <Section
              title={t('home.news')}
              aside={
                <Button variant="subtle" size="compact-sm" onClick={() => void seen()}>
                  {t('home.seen')}
                </Button>
              }
            >
              <Stack gap={6}>
                {[...groupBy(told, (one) => hrefOf(one) + one.type).values()].slice(0, 8).map(([newest, ...others]) => (
                  <Group key={newest!.id} justify="space-between" wrap="nowrap" gap="xs">
                    <Anchor component={Link} href={hrefOf(newest!)} size="sm">
                      {toldInWords(newest!)}
                      {others.length > 0 && ` (${number(others.length + 1)})`}
                    </Anchor>
                    <Text size="xs" c="dimmed">
                      {away(newest!.toldAt)}
                    </Text>
                  </Group>
                ))}
              </Stack>
            </Section>
          )}
          <Section title={t('home.sent')}>
            <Text size="sm">
              {status.data &&
                (status.data.outbox.queued + status.data.outbox.waitingForReceipts === 0
                  ? t('home.all-delivered')
                  : t('home.some-wait', { count: status.data.outbox.queued + status.data.outbox.waitingForReceipts }))}
            </Text>
          </Section>
          {drafts.length > 0 && (
            <Section title={t('home.drafts')}>
              <Stack gap={4}>
                {drafts.map((one) => (
                  <Anchor key={one.id} component={Link} href={one.href} size="sm">
                    <bdi>{one.about}</bdi> · {away(one.savedAt)}
                  </Anchor>
                ))}
              </Stack>
            </Section>
          )}
        </div>
      </div>
    </Page>
  );
}

/** What the officer's units have in the writing, of every kind, with where it is written. */
function useDrafts(on: { readonly enabled: boolean }) {
  const { t, cases } = useWords();
  const bulletins = useQueries({
    queries: BULLETIN_NAMES.map((kind) => ({ ...api.queryOptions('get', draftsAt(kind, '')), ...on })),
  });
  const requests = api.useQuery('get', '/api/v1/request-drafts', undefined, on);
  const begun = api.useQuery('get', '/api/v1/case-drafts', undefined, on);
  return [
    ...bulletins.flatMap(({ data }, i) =>
      (data?.drafts ?? []).map((one) => ({
        ...one,
        href: draftPlaceOf(BULLETIN_NAMES[i]!, one.id),
        about: one.title || t('bulletins.untitled'),
      })),
    ),
    ...(requests.data?.drafts ?? []).map((one) => ({
      ...one,
      href: `/cases/write/${one.id}`,
      about: one.reference ?? t('cases.unnumbered'),
    })),
    ...(begun.data?.drafts ?? []).map((one) => ({
      ...one,
      href: `/cases/drafts/${one.id}`,
      about: `${cases[one.kind]!.kind.one} ${one.reference ?? t('cases.unnumbered')}`,
    })),
  ];
}

type Told = Pick<Answer<'/api/v1/notifications'>['notifications'][number], 'type' | 'kind' | 'subject'>;

function hrefOf({ type, kind, subject }: Told): string {
  if (type.startsWith('case')) return `/cases/${subject}`;
  if (type === 'release-asked') return placeOfDraft(kind, subject);
  if (type === 'similar-found') return '/networks';
  if (type.startsWith('share')) return '/alerts';
  // `recalled` of `alert-recalled`: another kind's name may begin as this one's.
  const of = BULLETIN_NAMES.find((name) => name === type.slice(0, type.lastIndexOf('-'))) ?? 'alert';
  return placeOf(of, subject);
}

/** Beginnings of cases are kept as of kind `case`, whatever they begin; what is judged as it is written, by its own kind. */
function placeOfDraft(kind: string | null, id: string): string {
  const bulletin = BULLETIN_NAMES.find((name) => name === kind);
  if (bulletin) return draftPlaceOf(bulletin, id);
  return kind === 'case' ? `/cases/drafts/${id}` : `/cases/write/${id}`;
}
