import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useWords } from '../language/index.js';
import { ProblemText } from './problem.js';
import { useAttempt } from './use-attempt.js';

/** Before what goes with a reason to others or into the audit log: says what will happen and asks for that reason. */
export function AskWhy({
  opened = true,
  title,
  why,
  label,
  go,
  color,
  kept,
  isReady = true,
  act,
  onClose,
  children,
}: {
  opened?: boolean;
  title: string;
  why: string;
  label: string;
  go: string;
  color?: string;
  /** What is typed, where it outlasts the question. */
  kept?: readonly [reason: string, change: (reason: string) => void];
  /** Whether all else that is asked for is there. */
  isReady?: boolean;
  act: (reason: string) => Promise<unknown>;
  onClose: () => void;
  /** What is asked for before the reason. */
  children?: ReactNode;
}) {
  const { t } = useWords();
  const own = useState('');
  const [reason, setReason] = kept ?? own;
  const { busy, error, attempt } = useAttempt();
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack gap="sm">
        <Text size="sm">{why}</Text>
        {children}
        <Textarea
          data-autofocus
          label={label}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ProblemText error={error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            {...(color && { color })}
            loading={busy}
            disabled={reason.trim() === '' || !isReady}
            onClick={() => void attempt(() => act(reason.trim()).then(onClose))}
          >
            {go}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
