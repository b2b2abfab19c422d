import { ActionIcon, Group, Image, Stack, Text, TextInput } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../language/index.js';
import type { FilesOnTheWay } from '../../offline/files-on-the-way.js';
import { Attach, FilesOfForm } from '../../ui/Attach.js';
import { Section } from '../../ui/parts.js';
import styles from '../alerts.module.css';
import type { Part } from './part.js';

/** What travels beside it, each with a caption. */
export function Files({ value, set, files }: Part & { files: FilesOnTheWay }) {
  const { t, language, alert: words } = useWords();
  return (
    <Section title={words.heading.files}>
      <Stack gap="xs">
        {(value.files ?? []).map((file) => (
          <Group key={file.name} gap="xs" wrap="nowrap">
            <Preview name={file.name} />
            <TextInput
              flex={1}
              size="xs"
              aria-label={t('write.caption')}
              placeholder={t('write.caption')}
              value={file.caption?.text ?? ''}
              onChange={(event) => {
                const text = event.currentTarget.value;
                set(
                  'files',
                  value.files!.map((one) =>
                    one.name === file.name
                      ? {
                          name: one.name,
                          ...(text && { caption: { language: value.title?.language ?? language, text } }),
                        }
                      : one,
                  ),
                );
              }}
            />
            <ActionIcon
              variant="subtle"
              color="red"
              aria-label={t('remove')}
              onClick={() =>
                set(
                  'files',
                  value.files!.filter((one) => one.name !== file.name),
                )
              }
            >
              <Trash2 size={16} />
            </ActionIcon>
          </Group>
        ))}
        <FilesOfForm value={files}>
          <Attach path="files" />
        </FilesOfForm>
      </Stack>
    </Section>
  );
}

function Preview({ name }: { name: string }) {
  const [broken, setBroken] = useState(false);
  if (broken)
    return (
      <Text size="xs" ff="monospace">
        {name.slice(0, 8)}
      </Text>
    );
  return (
    <Image
      src={`/api/v1/files/${name}/preview`}
      alt=""
      className={styles.preview}
      onError={() => setBroken(true)}
      w="auto"
    />
  );
}
