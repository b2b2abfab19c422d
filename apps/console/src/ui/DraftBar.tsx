import { ActionIcon, Alert, Badge, Button, Group, Text, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { Redo2, Undo2, Users } from 'lucide-react';
import { useWords } from '../language/index.js';
import type { KeptDraft, Saving } from '../offline/use-draft.js';

interface Props {
  readonly draft: {
    readonly saving: Saving;
    readonly view: KeptDraft | undefined;
    readonly others: readonly string[];
    readonly changedBy: string;
    readonly undo: () => void;
    readonly redo: () => void;
    readonly takeTheirs: () => Promise<void>;
    readonly keepOurs: () => Promise<void>;
  };
}

/** "Saved 14:02 on your node": always true. */
export function DraftBar({ draft }: Props) {
  const { t, clock, listed } = useWords();
  const { saving, view, undo, redo } = draft;
  useHotkeys(
    [
      ['mod+Z', undo],
      ['mod+shift+Z', redo],
    ],
    [],
  );
  const said = saving === 'saved' && view ? t('draft.saved', { at: clock(view.savedAt) }) : t(`draft.${saving}`);
  return (
    <Group gap={6}>
      {draft.others.length > 0 && (
        <Badge variant="light" leftSection={<Users size={12} />} role="status">
          {t('draft.here-too', { who: listed(draft.others) })}
        </Badge>
      )}
      <Text size="sm" c="dimmed" role="status" data-saving={saving}>
        {said}
      </Text>
      <Tooltip label={t('draft.undo')}>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('draft.undo')} onClick={undo}>
          <Undo2 size={15} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('draft.redo')}>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('draft.redo')} onClick={redo}>
          <Redo2 size={15} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

/** Two officers in one draft: neither loses anything. */
export function ChangedElsewhere({ draft }: Props) {
  const { t } = useWords();
  if (draft.saving !== 'changed-elsewhere') return null;
  return (
    <Alert color="orange" mb="sm" title={t('draft.conflict', { by: draft.changedBy })}>
      <Group gap="xs">
        <Text size="sm">{t('draft.conflict.why')}</Text>
        <Button size="compact-sm" variant="default" onClick={() => void draft.takeTheirs()}>
          {t('draft.take-theirs')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => void draft.keepOurs()}>
          {t('draft.keep-ours')}
        </Button>
      </Group>
    </Alert>
  );
}
