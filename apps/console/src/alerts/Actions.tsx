import { Button, Group, Modal, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '#libs/api/routes.js';
import { referenceTo } from '#libs/envelope/reference.js';
import { node } from '../api/client.js';
import { Amend } from '../bulletins/Amend.js';
import { Export } from '../bulletins/Export.js';
import { Recall } from '../bulletins/Recall.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import { useKept } from '../offline/use-kept.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';

type Shown = Answer<'/api/v1/bulletins/alert/{id}'>;

export function Actions({ data, own, refresh }: { data: Shown; own: boolean; refresh: () => Promise<void> }) {
  const { t, language } = useWords();
  const [asking, setAsking] = useState(false);
  const kept = useKept(`act ${referenceTo(data)}`, { text: '', recipient: '' });
  const { text, recipient } = kept.value;
  const { units } = useUnitNames();
  const close = () => setAsking(false);
  const { busy, error, attempt } = useAttempt(async () => {
    close();
    await kept.forget();
    await refresh();
  });
  const ask = () =>
    attempt(() =>
      node.POST('/api/v1/bulletins/alert/{id}/share-requests', {
        params: { path: { id: referenceTo(data) } },
        body: { recipients: [recipient], reason: { language, text } },
      }),
    );
  return (
    <>
      {data.body && <Amend kind="alert" data={data} />}
      {!own && data.body && (
        <Button variant="default" size="xs" onClick={() => setAsking(true)}>
          {t('share.ask')}
        </Button>
      )}
      {data.body && <Export kind="alert" data={data} />}
      {data.body && <Recall kind="alert" data={data} refresh={refresh} />}
      <Modal opened={asking} onClose={close} title={t('share.title')} closeButtonProps={{ 'aria-label': t('close') }}>
        <Stack gap="sm">
          <Text size="sm">{t('share.why')}</Text>
          <NativeSelect
            label={t('share.with')}
            value={recipient}
            onChange={(event) => kept.change({ recipient: event.currentTarget.value })}
            data={[{ value: '', label: t('choose') }, ...units.map((one) => ({ value: one.unit, label: one.name }))]}
          />
          <Textarea
            data-autofocus
            label={t('share.reason')}
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
            <Button loading={busy} disabled={text.trim() === '' || !recipient} onClick={() => void ask()}>
              {t('share.go')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
