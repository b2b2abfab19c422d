import { ActionIcon, Group, Image, Stack, Text, TextInput } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../language/index.js';
import type { FilesOnTheWay } from '../offline/files-on-the-way.js';
import { Attach, FilesOfForm } from '../ui/Attach.js';
import { Section } from '../ui/parts.js';
import styles from './bulletins.module.css';

interface Uploaded {
  readonly name: string;
  readonly caption?: { readonly language: string; readonly text: string } | undefined;
}

/** What travels beside a bulletin, each with a caption. */
export function Files({
  value,
  onChange,
  captionsIn,
  files,
}: {
  value: readonly Uploaded[];
  onChange: (files: Uploaded[]) => void;
  /** The language that captions are written in. */
  captionsIn: string;
  files: FilesOnTheWay;
}) {
  const { t, alert: words } = useWords();
  const captioned = (name: string, text: string): Uploaded => ({
    name,
    ...(text && { caption: { language: captionsIn, text } }),
  });
  return (
    <Section title={words.heading.files}>
      <Stack gap="xs">
        {value.map((file) => (
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
                onChange(value.map((each) => (each.name === file.name ? captioned(file.name, text) : each)));
              }}
            />
            <ActionIcon
              variant="subtle"
              color="red"
              aria-label={t('remove')}
              onClick={() => onChange(value.filter(({ name }) => name !== file.name))}
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
