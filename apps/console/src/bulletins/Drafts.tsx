import { Anchor, Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { draftsAt } from '#libs/api/bulletins.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { api, node } from '../api/client.js';
import { useWords } from '../language/index.js';
import { useDraftsBegunHere } from '../offline/use-draft.js';
import { useMe } from '../sign-in/session.js';
import { offerUndo } from '../ui/offer-undo.js';
import { Awaited, Empty, Page, Section } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';

type Titled = { readonly title?: { readonly text: string } };

/** Bulletins in the writing, everybody's of the unit: a colleague goes on where another left off. */
export default function Drafts({
  kind,
  write,
  aside,
}: {
  kind: BulletinName;
  /** What one does to begin another. */
  write: string;
  aside?: ReactNode;
}) {
  const { t, away } = useWords();
  const { me, holds } = useMe();
  const [, go] = useLocation();
  const client = useQueryClient();
  const drafts = api.useQuery('get', draftsAt(kind, ''));
  const refresh = () => client.invalidateQueries({ queryKey: ['get', draftsAt(kind, '')] });
  const { error, attempt } = useAttempt(refresh);
  const discard = (id: string) =>
    attempt(async () => {
      const { unit, body } = (await node.GET(draftsAt(kind, '/{id}'), { params: { path: { id } } })).data!;
      await node.DELETE(draftsAt(kind, '/{id}'), { params: { path: { id } } });
      offerUndo(t('drafts.discarded'), t('undo'), () =>
        attempt(() => node.POST(draftsAt(kind, ''), { body: { unit, body } })),
      );
    });
  const canWrite = holds('drafter').length > 0;
  const here = useDraftsBegunHere<Titled>(kind);
  return (
    <Page
      title={t('bulletins.drafts')}
      aside={
        canWrite && (
          <>
            {aside}
            <Button component={Link} href="/write">
              {write}
            </Button>
          </>
        )
      }
    >
      <ProblemText error={error} />
      {here.map((one) => (
        <Section key={one.id}>
          <Anchor component={Link} href={`/write/${one.id}`} fw={600}>
            <bdi>{one.value.title?.text || t('bulletins.untitled')}</bdi>
          </Anchor>
          <Text size="sm" c="dimmed">
            {t('drafts.here', { when: away(one.at) })}
          </Text>
        </Section>
      ))}
      <Awaited of={drafts}>
        {drafts.data?.drafts.length === 0 && here.length === 0 ? (
          <Empty
            what={t('drafts.none')}
            why={t('drafts.none.why')}
            {...(canWrite && { action: write, onAction: () => go('/write') })}
          />
        ) : (
          drafts.data?.drafts.map((one) => (
            <Section key={one.id}>
              <Group justify="space-between" wrap="nowrap">
                <div>
                  <Anchor component={Link} href={`/write/${one.id}`} fw={600}>
                    <bdi>{one.title || t('bulletins.untitled')}</bdi>
                  </Anchor>
                  <Text size="sm" c="dimmed">
                    {t('drafts.saved', { by: one.savedBy, when: away(one.savedAt) })}
                    {one.releaseAskedBy &&
                      ` · ${t(one.releaseAskedBy === me.name ? 'drafts.you-asked' : 'home.release-asked', { by: one.releaseAskedBy })}`}
                    {one.faults > 0 && ` · ${t('drafts.missing', { count: one.faults })}`}
                  </Text>
                </div>
                <Button variant="subtle" color="red" size="compact-sm" onClick={() => void discard(one.id)}>
                  {t('drafts.discard')}
                </Button>
              </Group>
            </Section>
          ))
        )}
      </Awaited>
    </Page>
  );
}
