import { Button, Group, Menu, Modal, Stack, Text, Textarea } from '@mantine/core';
import { ChevronDown, Download } from 'lucide-react';
import { useState } from 'react';
import { type Bulletin, bulletinsAt, type ExportAsked } from '#libs/api/bulletins.js';
import { referenceTo } from '#libs/envelope/reference.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { node, save } from '../api/client.js';
import { useWords } from '../language/index.js';
import { useKept } from '../offline/use-kept.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';
import { useBulletinForm } from './forms.js';

const PDF = 'pdf';

/** A bulletin on paper or for programs, in each format of its kind; what it is for stands in the audit log. */
export function Export({ kind, data }: { kind: BulletinName; data: Bulletin }) {
  const { t, language } = useWords();
  const endings = { [PDF]: PDF, ...useBulletinForm(kind)?.exports };
  const [asking, setAsking] = useState<string>();
  const kept = useKept(`export ${referenceTo(data)}`, { text: '' });
  const { text } = kept.value;
  const close = () => setAsking(undefined);
  const { busy, error, attempt } = useAttempt(async () => {
    close();
    await kept.forget();
  });
  const go = (format: string) =>
    attempt(async () => {
      const body = { format: format as ExportAsked['format'], bulletins: [referenceTo(data)], why: text, language };
      const exported = await node.POST(bulletinsAt(kind, '/exports'), { body, parseAs: 'blob' });
      save(exported.data!, `${kind}-${data.id}.${endings[format as typeof PDF]}`);
    });
  return (
    <>
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
          {Object.keys(endings).map((format) => (
            <Menu.Item key={format} onClick={() => setAsking(format)}>
              {t(`export.${format}`)}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => print()}>{t('print')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={asking !== undefined}
        onClose={close}
        title={t('export.title')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Stack gap="sm">
          <Text size="sm">{t('export.why')}</Text>
          <Textarea
            data-autofocus
            label={t('export.reason')}
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
            <Button loading={busy} disabled={text.trim() === ''} onClick={() => asking && void go(asking)}>
              {t('export.go')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
