import { Button, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ChevronDown, Download } from 'lucide-react';
import { useState } from 'react';
import { type Bulletin, bulletinsAt, type ExportAsked } from '#libs/api/bulletins.js';
import { referenceTo } from '#libs/envelope/reference.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { node, save } from '../api/client.js';
import { useWords } from '../language/index.js';
import { useKept } from '../offline/use-kept.js';
import { AskWhy } from '../ui/AskWhy.js';
import { useBulletinForm } from './forms.js';

/** A bulletin on paper or for programs, in each format of its kind; what it is for stands in the audit log. */
export function Export({ kind, data }: { kind: BulletinName; data: Bulletin }) {
  const { t, language } = useWords();
  const endings = useBulletinForm(kind)?.exports ?? {};
  const [asking, { open, close }] = useDisclosure(false);
  const [format, setFormat] = useState('');
  const kept = useKept(`export ${referenceTo(data)}`, { text: '' });
  const go = async (why: string) => {
    const body = { format: format as ExportAsked['format'], bulletins: [referenceTo(data)], why, language };
    const exported = await node.POST(bulletinsAt(kind, '/exports'), { body, parseAs: 'blob' });
    save(exported.data!, `${kind}-${data.id}.${endings[format]}`);
    await kept.forget();
  };
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
          {Object.keys(endings).map((offered) => (
            <Menu.Item
              key={offered}
              onClick={() => {
                setFormat(offered);
                open();
              }}
            >
              {t(`export.${offered}`)}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => print()}>{t('print')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <AskWhy
        opened={asking}
        title={t('export.title')}
        why={t('export.why')}
        label={t('export.reason')}
        go={t('export.go')}
        kept={[kept.value.text, (text) => kept.change({ text })]}
        act={go}
        onClose={close}
      />
    </>
  );
}
