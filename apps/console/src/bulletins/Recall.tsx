import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type Bulletin, bulletinsAt } from '#libs/api/bulletins.js';
import { referenceTo } from '#libs/envelope/reference.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { node } from '../api/client.js';
import { useWords } from '../language/index.js';
import { useKept } from '../offline/use-kept.js';
import { useMe } from '../sign-in/session.js';
import { AskWhy } from '../ui/AskWhy.js';

/** Takes a bulletin of one's own back from everybody who has it, with a reason. */
export function Recall({ kind, data, refresh }: { kind: BulletinName; data: Bulletin; refresh: () => Promise<void> }) {
  const { t, language } = useWords();
  const { holds } = useMe();
  const [asking, { open, close }] = useDisclosure(false);
  const kept = useKept(`recall ${referenceTo(data)}`, { text: '' });
  if (data.sender !== data.unit || data.recall || !holds('releaser').includes(data.unit)) return null;
  const recall = async (text: string) => {
    await node.POST(bulletinsAt(kind, '/{id}/recall'), {
      params: { path: { id: referenceTo(data) } },
      body: { reason: { language, text } },
    });
    await kept.forget();
    await refresh();
  };
  return (
    <>
      <Button color="red" variant="light" size="xs" onClick={open}>
        {t('recall')}
      </Button>
      <AskWhy
        opened={asking}
        title={t('recall.title')}
        why={t('recall.why')}
        label={t('recall.reason')}
        go={t('recall.go', { count: data.delivery.length })}
        color="red"
        kept={[kept.value.text, (text) => kept.change({ text })]}
        act={recall}
        onClose={close}
      />
    </>
  );
}
