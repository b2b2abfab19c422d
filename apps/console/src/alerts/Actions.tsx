import { Button, NativeSelect } from '@mantine/core';
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
import { AskWhy } from '../ui/AskWhy.js';

type Shown = Answer<'/api/v1/bulletins/alert/{id}'>;

export function Actions({ data, own, refresh }: { data: Shown; own: boolean; refresh: () => Promise<void> }) {
  const { t, language } = useWords();
  const [asking, setAsking] = useState(false);
  const kept = useKept(`act ${referenceTo(data)}`, { text: '', recipient: '' });
  const { text, recipient } = kept.value;
  const { units } = useUnitNames();
  const ask = async (reason: string) => {
    await node.POST('/api/v1/bulletins/alert/{id}/share-requests', {
      params: { path: { id: referenceTo(data) } },
      body: { recipients: [recipient], reason: { language, text: reason } },
    });
    await kept.forget();
    await refresh();
  };
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
      <AskWhy
        opened={asking}
        title={t('share.title')}
        why={t('share.why')}
        label={t('share.reason')}
        go={t('share.go')}
        kept={[text, (typed) => kept.change({ text: typed })]}
        isReady={recipient !== ''}
        act={ask}
        onClose={() => setAsking(false)}
      >
        <NativeSelect
          label={t('share.with')}
          value={recipient}
          onChange={(event) => kept.change({ recipient: event.currentTarget.value })}
          data={[{ value: '', label: t('choose') }, ...units.map((one) => ({ value: one.unit, label: one.name }))]}
        />
      </AskWhy>
    </>
  );
}
