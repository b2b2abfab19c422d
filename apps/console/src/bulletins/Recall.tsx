import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type Bulletin, bulletinsAt } from '#libs/api/bulletins.js';
import { referenceTo } from '#libs/envelope/reference.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { node } from '../api/client.js';
import { useWords } from '../language/index.js';
import { useKept } from '../offline/use-kept.js';
import { useMe } from '../sign-in/session.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';

/** Takes a bulletin of one's own back from everybody who has it, with a reason. */
export function Recall({ kind, data, refresh }: { kind: BulletinName; data: Bulletin; refresh: () => Promise<void> }) {
  const { t, language } = useWords();
  const { holds } = useMe();
  const [asking, { open, close }] = useDisclosure(false);
  const kept = useKept(`recall ${referenceTo(data)}`, { text: '' });
  const { text } = kept.value;
  const { busy, error, attempt } = useAttempt(async () => {
    close();
    await kept.forget();
    await refresh();
  });
  if (data.sender !== data.unit || data.recall || !holds('releaser').includes(data.unit)) return null;
  const recall = () =>
    attempt(() =>
      node.POST(bulletinsAt(kind, '/{id}/recall'), {
        params: { path: { id: referenceTo(data) } },
        body: { reason: { language, text } },
      }),
    );
  return (
    <>
      <Button color="red" variant="light" size="xs" onClick={open}>
        {t('recall')}
      </Button>
      <Modal opened={asking} onClose={close} title={t('recall.title')} closeButtonProps={{ 'aria-label': t('close') }}>
        <Stack gap="sm">
          <Text size="sm">{t('recall.why')}</Text>
          <Textarea
            data-autofocus
            label={t('recall.reason')}
            autosize
            minRows={2}
            value={text}
            onChange={(event) => kept.change({ text: event.currentTarget.value })}
          />
          <ProblemText error={error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('cancel')}
            </Button>
            <Button color="red" loading={busy} disabled={text.trim() === ''} onClick={() => void recall()}>
              {t('recall.go', { count: data.delivery.length })}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
