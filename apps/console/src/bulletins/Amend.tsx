import { Button, Menu } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import { useLocation } from 'wouter';
import { type Bulletin, draftsAt } from '#libs/api/bulletins.js';
import { referenceTo } from '#libs/envelope/reference.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { node } from '../api/client.js';
import { useWords } from '../language/index.js';
import { useMe } from '../sign-in/session.js';

/** Begins a draft that takes the place of one's own: its content changed, or it holds longer. */
export function Amend({ kind, data }: { kind: BulletinName; data: Bulletin }) {
  const { t, language } = useWords();
  const { holds } = useMe();
  const [, go] = useLocation();
  if (data.sender !== data.unit || data.recall || !holds('drafter').includes(data.unit)) return null;
  const amend = async (as: 'amended' | 'extended') => {
    const { data: draft } = await node.POST(draftsAt(kind, ''), {
      body: { unit: data.unit, from: referenceTo(data) },
    });
    const note = { language, text: t(`replace.${as}`) };
    const body = { ...draft!.body, replaces: { bulletin: data.id, as, note } };
    await node.PUT(draftsAt(kind, '/{id}'), {
      params: { path: { id: draft!.id } },
      body: { version: draft!.version, body },
    });
    go(`/write/${draft!.id}`);
  };
  return (
    <Menu withinPortal position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="xs" rightSection={<ChevronDown size={14} />}>
          {t('replace')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void amend('amended')}>{t('replace.amend')}</Menu.Item>
        <Menu.Item onClick={() => void amend('extended')}>{t('replace.extend')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
