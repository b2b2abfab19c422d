import { Button, Group, Select, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { bulletinsAt } from '#libs/api/bulletins.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { api, node } from '../api/client.js';
import { useWords } from '../language/index.js';
import { useKept } from '../offline/use-kept.js';
import { offerUndo } from '../ui/offer-undo.js';
import { Section } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';

/** For the unit alone: who deals with it, and what they noted. */
export function Notes({
  kind,
  id,
  unit,
  assignedTo,
  refresh,
}: {
  kind: BulletinName;
  id: string;
  unit: string;
  assignedTo: string | null;
  refresh: () => Promise<void>;
}) {
  const { t, moment, comma, colon } = useWords();
  const client = useQueryClient();
  const notes = api.useQuery('get', bulletinsAt(kind, '/{id}/notes'), { params: { path: { id } } });
  const officers = api.useQuery('get', '/api/v1/officers', { params: { query: { unit } } });
  const kept = useKept(`note ${id}`, { text: '' });
  const { text } = kept.value;
  const { busy, error, attempt } = useAttempt();
  const renew = () => client.invalidateQueries({ queryKey: ['get', bulletinsAt(kind, '/{id}/notes')] });
  const add = () =>
    attempt(async () => {
      const { data } = await node.POST(bulletinsAt(kind, '/{id}/notes'), {
        params: { path: { id } },
        body: { text },
      });
      await kept.forget();
      await renew();
      offerUndo(t('notes.kept'), t('undo'), () =>
        attempt(async () => {
          await node.DELETE(bulletinsAt(kind, '/{id}/notes/{note}'), { params: { path: { id, note: data!.id } } });
          kept.change({ text });
          await renew();
        }),
      );
    });
  const assign = (officer: string | null) =>
    attempt(async () => {
      await node.PUT(bulletinsAt(kind, '/{id}/assignment'), { params: { path: { id } }, body: { officer } });
      await refresh();
      offerUndo(t(officer ? 'notes.given' : 'notes.taken-back', { officer: officer ?? '' }), t('undo'), () =>
        assign(assignedTo),
      );
    });
  return (
    <div data-print="no">
      <Section title={t('notes.title')}>
        <Select
          label={t('notes.assigned')}
          clearable
          placeholder={t('notes.nobody')}
          maw={320}
          mb="sm"
          value={assignedTo}
          onChange={(officer) => void assign(officer)}
          data={(officers.data?.officers ?? []).map((one) => ({ value: one.name, label: one.displayName }))}
        />
        {notes.data?.notes.map((one) => (
          <Text size="sm" key={one.id} mb={4}>
            <Text span c="dimmed" size="sm">
              <bdi>{one.officer}</bdi>
              {comma}
              {moment(one.notedAt)}
              {colon}
            </Text>{' '}
            <bdi>{one.text}</bdi>
          </Text>
        ))}
        <Group gap="xs" align="flex-end">
          <Textarea
            flex="1 1 12rem"
            autosize
            label={t('notes.add')}
            value={text}
            onChange={(event) => kept.change({ text: event.currentTarget.value })}
          />
          <Button variant="default" loading={busy} disabled={text.trim() === ''} onClick={() => void add()}>
            {t('notes.save')}
          </Button>
        </Group>
        <ProblemText error={error} />
      </Section>
    </div>
  );
}
