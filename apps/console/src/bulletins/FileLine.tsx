import { Group, Text } from '@mantine/core';
import { useState } from 'react';
import { type Bulletin, bulletinsAt } from '#libs/api/bulletins.js';
import type { AttachedFile } from '#libs/kinds/attached-file.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { useWords } from '../language/index.js';
import { SavedFile } from '../ui/SavedFile.js';
import styles from './bulletins.module.css';

/** A file is saved, never opened in place: what it is was said by somebody else. Of a picture a new, small one is shown. */
export function FileLine({
  kind,
  of,
  file,
  state,
}: {
  kind: BulletinName;
  /** The bulletin that describes it. */
  of: string;
  file: Pick<AttachedFile, 'name' | 'fileName' | 'mediaType' | 'bytes' | 'caption'>;
  state: Bulletin['files'][number]['state'] | undefined;
}) {
  const { t, bytes } = useWords();
  const [hasPreview, setHasPreview] = useState(file.mediaType.startsWith('image/') && state === 'here');
  const href = `${bulletinsAt(kind, '')}/${of}/files/${file.name}`;
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
          {bytes(file.bytes)}
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
