import { Alert as Notice } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import type { Bulletin } from '#libs/api/bulletins.js';
import { useWords } from '../language/index.js';

/** That a bulletin was taken back, and why; or that it is over. */
export function Standing({ data }: { data: Bulletin }) {
  const { t, moment } = useWords();
  const { recall, expired } = data;
  if (recall)
    return (
      <Notice
        color="red"
        mb="sm"
        icon={<TriangleAlert size={18} />}
        title={t('bulletins.recalled', { at: moment(recall.at) })}
      >
        <bdi lang={recall.reason.language}>{recall.reason.text}</bdi>
      </Notice>
    );
  if (!expired) return null;
  return (
    <Notice color="gray" mb="sm">
      {t('bulletins.expired')}
    </Notice>
  );
}
