import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../language/index.js';
import { ProblemText } from './problem.js';
import { useAttempt } from './use-attempt.js';

/** Before what stands in the audit log with its reason: says what will happen and asks for that reason. */
export function AskWhy({
  title,
  why,
  label,
  go,
  act,
  onClose,
}: {
  title: string;
  why: string;
  label: string;
  go: string;
  act: (reason: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const { busy, error, attempt } = useAttempt();
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack gap="sm">
        <Text size="sm">{why}</Text>
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
            loading={busy}
            disabled={reason.trim() === ''}
            onClick={() => void attempt(() => act(reason.trim()).then(onClose))}
          >
            {go}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
