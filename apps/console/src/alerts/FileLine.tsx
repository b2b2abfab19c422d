import { Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '#libs/api/routes.js';
import { useWords } from '../language/index.js';
import { SavedFile } from '../ui/SavedFile.js';
import styles from './alerts.module.css';

type Shown = Answer<'/api/v1/bulletins/alert/{id}'>;

/** A file is saved, never opened in place: what it is was said by somebody else. Of a picture a new, small one is shown. */
export function FileLine({
  alert,
  file,
  state,
  size,
}: {
  alert: string;
  file: NonNullable<Shown['body']>['files'][number];
  state: Shown['files'][number]['state'] | undefined;
  size: string;
}) {
  const { t } = useWords();
  const [hasPreview, setHasPreview] = useState(file.mediaType.startsWith('image/') && state === 'here');
  const href = `/api/v1/bulletins/alert/${alert}/files/${file.name}`;
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
