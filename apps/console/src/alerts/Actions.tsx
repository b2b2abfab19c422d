import { Button, Group, Menu, Modal, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { ChevronDown, Download } from 'lucide-react';
import { useState } from 'react';
import type { Answer } from '#libs/api/routes.js';
import { referenceTo } from '#libs/envelope/reference.js';
import { node, save } from '../api/client.js';
import { Amend } from '../bulletins/Amend.js';
import { Recall } from '../bulletins/Recall.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import { useKept } from '../offline/use-kept.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';

type Shown = Answer<'/api/v1/bulletins/alert/{id}'>;

const FORMATS = ['pdf', 'stix', 'misp', 'geojson', 'csv'] as const;
type Format = (typeof FORMATS)[number];
const ENDINGS: Readonly<Record<Format, string>> = {
  pdf: 'pdf',
  stix: 'stix.json',
  misp: 'misp.json',
  geojson: 'geojson',
  csv: 'csv',
};

export function Actions({ data, own, refresh }: { data: Shown; own: boolean; refresh: () => Promise<void> }) {
  const { t, language } = useWords();
  const [asking, setAsking] = useState<'share' | Format>();
  const kept = useKept(`act ${referenceTo(data)}`, { text: '', recipient: '' });
  const { text, recipient } = kept.value;
  const { units } = useUnitNames();
  const close = () => setAsking(undefined);
  const { busy, error, attempt } = useAttempt(async () => {
    close();
    await kept.forget();
    await refresh();
  });
  const act = () => {
    if (asking === 'share')
      return attempt(() =>
        node.POST('/api/v1/bulletins/alert/{id}/share-requests', {
          params: { path: { id: referenceTo(data) } },
          body: { recipients: [recipient], reason: { language, text } },
        }),
      );
    return attempt(async () => {
      const body = { format: asking as Format, alerts: [referenceTo(data)], why: text, language };
      const exported = await node.POST('/api/v1/exports', { body, parseAs: 'blob' });
      save(exported.data!, `alert-${data.id}.${ENDINGS[asking as Format]}`);
    });
  };
  return (
    <>
      {data.body && <Amend kind="alert" data={data} />}
      {!own && data.body && (
        <Button variant="default" size="xs" onClick={() => setAsking('share')}>
          {t('share.ask')}
        </Button>
      )}
      {data.body && (
        <Menu withinPortal position="bottom-end">
          <Menu.Target>
            <Button
              variant="default"
              size="xs"
              leftSection={<Download size={14} />}
              rightSection={<ChevronDown size={14} />}
            >
              {t('export')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {FORMATS.map((format) => (
              <Menu.Item key={format} onClick={() => setAsking(format)}>
                {t(`export.${format}`)}
              </Menu.Item>
            ))}
            <Menu.Item onClick={() => print()}>{t('print')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {data.body && <Recall kind="alert" data={data} refresh={refresh} />}
      <Modal
        opened={asking !== undefined}
        onClose={close}
        title={asking && t(asking === 'share' ? 'share.title' : 'export.title')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Stack gap="sm">
          <Text size="sm">{asking && t(asking === 'share' ? 'share.why' : 'export.why')}</Text>
          {asking === 'share' && (
            <NativeSelect
              label={t('share.with')}
              value={recipient}
              onChange={(event) => kept.change({ recipient: event.currentTarget.value })}
              data={[{ value: '', label: t('choose') }, ...units.map((one) => ({ value: one.unit, label: one.name }))]}
            />
          )}
          <Textarea
            data-autofocus
            label={t(asking === 'share' ? 'share.reason' : 'export.reason')}
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
            <Button
              loading={busy}
              disabled={text.trim() === '' || (asking === 'share' && !recipient)}
              onClick={() => void act()}
            >
              {asking && t(asking === 'share' ? 'share.go' : 'export.go')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
