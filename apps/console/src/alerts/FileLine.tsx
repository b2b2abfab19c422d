import { Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '../api/client.js';
import { useWords } from '../language/index.js';
import { SavedFile } from '../ui/SavedFile.js';
import styles from './alerts.module.css';

export interface AttachedFile {
  readonly name: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly caption?: { text: string };
}

/** A file is saved, never opened in place: what it is was said by somebody else. Of a picture a new, small one is shown. */
export function FileLine({
  alert,
  file,
  state,
  size,
}: {
  alert: string;
  file: AttachedFile;
  state: Answer<'/api/v1/alerts/{id}'>['files'][number]['state'] | undefined;
  size: string;
}) {
  const { t } = useWords();
  const [hasPreview, setHasPreview] = useState(file.mediaType.startsWith('image/') && state === 'here');
  const href = `/api/v1/alerts/${alert}/files/${file.name}`;
  return (
    <Group gap="sm" py={4} align="flex-start" wrap="nowrap">
      {hasPreview && (
        <img
          src={`${href}/preview`}
          alt={file.caption?.text ?? file.fileName}
          className={styles.preview}
          onError={() => setHasPreview(false)}
        />
      )}
      <div>
        <SavedFile href={href} fileName={file.fileName} state={state} />
        <Text size="xs" c="dimmed">
          {size}
          {file.caption && (
            <>
              {' '}
              · <bdi>{file.caption.text}</bdi>
            </>
          )}{' '}
          · {t('files.save-only')}
        </Text>
      </div>
    </Group>
  );
}
