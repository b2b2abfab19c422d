import { Button, Group, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { bulletinsAt, draftsAt } from '#libs/api/bulletins.js';
import { Problem } from '#libs/api/problem.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { node, nodeAs } from '../api/client.js';
import { useWords } from '../language/index.js';
import type { useDraft } from '../offline/use-draft.js';
import { SecondOfficer } from '../sign-in/SecondOfficer.js';
import { useMe } from '../sign-in/session.js';
import { offerUndo, UNDO_SECONDS } from '../ui/offer-undo.js';
import { Tlp } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';
import { statesOf, useAudience } from './Audience.js';
import styles from './bulletins.module.css';
import type { BulletinDraftView } from './draft-room.js';

/** What will happen is what the button says. Nothing is sent before its audience was seen. */
export function ReleaseBar<Draft extends { readonly handling?: { readonly tlp: string } }>({
  kind,
  draft,
  filesComing,
}: {
  kind: BulletinName;
  draft: ReturnType<typeof useDraft<BulletinDraftView, Draft>>;
  filesComing: number;
}) {
  const { t } = useWords();
  const { me, holds } = useMe();
  const client = useQueryClient();
  const [, go] = useLocation();
  const { busy, error, attempt } = useAttempt();
  const [needsSecond, setNeedsSecond] = useState(false);
  const [embargo, setEmbargo] = useState('');
  const [asksEmbargo, setAsksEmbargo] = useState(false);
  const { view, value, saving } = draft;
  const audience = useAudience(kind, view);
  const getting = (audience.data ?? []).filter((one) => one.receives);
  const reach = t('audience.reach', {
    count: getting.length,
    states: t('audience.states', { count: statesOf(getting).length }),
  });
  const ready =
    view !== undefined && view.faults.length === 0 && saving === 'saved' && filesComing === 0 && getting.length > 0;
  const isReleaser = view !== undefined && holds('releaser').includes(view.unit);

  const after = async (posted: { id: string }) => {
    await client.invalidateQueries({
      predicate: ({ queryKey }) => /^\/api\/v1\/bulletin(s|-drafts)\//.test(String(queryKey[1])),
    });
    const undo = async () => {
      await node.DELETE(bulletinsAt(kind, '/{id}'), { params: { path: { id: posted.id } } });
      notifications.show({ message: t('release.undone') });
      const { data } = await node.POST(draftsAt(kind, ''), {
        body: { unit: view!.unit, body: value! as Record<string, unknown> },
      });
      go(`/write/${data!.id}`);
    };
    offerUndo(t('release.done', { reach }), t('undo'), undo);
    go(`/${posted.id}`);
  };
  const terms = () => ({
    version: view!.version,
    undoSeconds: UNDO_SECONDS,
    ...(embargo && { embargoUntil: new Date(embargo).toISOString() }),
  });
  const release = () =>
    attempt(async () => {
      const { data } = await node
        .POST(draftsAt(kind, '/{id}/release'), { params: { path: { id: view!.id } }, body: terms() })
        .catch((problem: unknown) => {
          if (problem instanceof Problem && problem.code === 'second-officer-needed') setNeedsSecond(true);
          throw problem;
        });
      await after(data!);
    });
  const askRelease = () =>
    node.POST(draftsAt(kind, '/{id}/release-request'), {
      params: { path: { id: view!.id } },
      body: { version: view!.version },
    });
  const ask = () =>
    attempt(async () => {
      await askRelease();
      await client.invalidateQueries({ queryKey: ['get', draftsAt(kind, '')] });
      notifications.show({ message: t('release.asked') });
      go('/drafts');
    });
  const bySecond = async (token: string) => {
    // A second officer releases what somebody asked them to.
    if (view!.releaseAskedBy === null) await askRelease();
    const { data } = await nodeAs(token).POST(draftsAt(kind, '/{id}/release'), {
      params: { path: { id: view!.id } },
      body: terms(),
    });
    setNeedsSecond(false);
    await after(data!);
  };

  return (
    <>
      <ProblemText error={error} />
      <div className={styles.foot}>
        <Group gap="xs">
          <Tlp label={value?.handling?.tlp ?? 'AMBER'} />
          <Text size="sm">
            {view && view.faults.length > 0
              ? t('write.missing', { count: view.faults.length })
              : filesComing > 0
                ? t('attach.still', { count: filesComing })
                : saving === 'saved'
                  ? reach
                  : t(`draft.${saving}`)}
          </Text>
        </Group>
        <Group gap="xs">
          {asksEmbargo ? (
            <TextInput
              type="datetime-local"
              size="xs"
              aria-label={t('release.embargo')}
              value={embargo}
              onChange={(event) => setEmbargo(event.currentTarget.value)}
            />
          ) : (
            <Button variant="subtle" size="xs" onClick={() => setAsksEmbargo(true)}>
              {t('release.embargo')}
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            disabled={!ready || busy || view?.releaseAskedBy === me.name}
            onClick={() => void ask()}
          >
            {t('release.ask')}
          </Button>
          {isReleaser && (
            <Button size="xs" disabled={!ready} loading={busy} onClick={() => void release()}>
              {t('release.go', { reach })}
            </Button>
          )}
          {ready && (
            <Button size="xs" variant="default" onClick={() => setNeedsSecond(true)}>
              {t('four-eyes.here')}
            </Button>
          )}
        </Group>
      </div>
      {needsSecond && ready && (
        <SecondOfficer act={bySecond} onDone={() => setNeedsSecond(false)} onClose={() => setNeedsSecond(false)} />
      )}
    </>
  );
}
