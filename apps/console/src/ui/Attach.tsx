import { Button, CloseButton, FileButton, Group, Progress, Text } from '@mantine/core';
import { Paperclip } from 'lucide-react';
import { useRef, useState } from 'react';
import { useWords } from '../language/index.js';
import { type Uploaded, upload } from '../offline/upload.js';
import styles from './attach.module.css';
import { ProblemText } from './problem.js';

interface UnderWay {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly share: number;
  readonly error?: unknown;
}

/** Files on their way to the node, each with how far it is; a picture is seen before it is sent. */
export function Attach({
  unit,
  onAttached,
  label,
}: {
  unit: string;
  onAttached: (file: Uploaded, original: File) => void;
  label?: string;
}) {
  const { t, bytes } = useWords();
  const [underWay, setUnderWay] = useState<readonly UnderWay[]>([]);
  const stopped = useRef(new Set<string>());
  const change = (id: string, by: Partial<UnderWay>) =>
    setUnderWay((before) => before.map((one) => (one.id === id ? { ...one, ...by } : one)));
  const drop = (id: string) => {
    stopped.current.add(id);
    setUnderWay((before) => before.filter((one) => one.id !== id));
  };
  const take = (files: File[]) => {
    for (const file of files) {
      const id = crypto.randomUUID();
      setUnderWay((before) => [...before, { id, name: file.name, bytes: file.size, share: 0 }]);
      upload(
        unit,
        file,
        (share) => change(id, { share }),
        () => stopped.current.has(id),
      )
        .then((uploaded) => {
          onAttached(uploaded, file);
          drop(id);
        })
        .catch((error: unknown) => change(id, { error }));
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping files is a second way beside the button
    <div
      className={styles.drop}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        take([...event.dataTransfer.files]);
      }}
    >
      {underWay.map((one) => (
        <div key={one.id}>
          <Group gap="xs" wrap="nowrap">
            <Text size="sm" flex={1} truncate>
              <bdi>{one.name}</bdi> · {bytes(one.bytes)}
            </Text>
            <CloseButton size="sm" aria-label={t('attach.stop', { name: one.name })} onClick={() => drop(one.id)} />
          </Group>
          {one.error ? <ProblemText error={one.error} /> : <Progress value={one.share * 100} aria-label={one.name} />}
        </div>
      ))}
      <Group gap="xs">
        <FileButton onChange={take} multiple>
          {(props) => (
            <Button {...props} size="compact-sm" variant="default" leftSection={<Paperclip size={14} />}>
              {label ?? t('attach')}
            </Button>
          )}
        </FileButton>
        <Text size="xs" c="dimmed">
          {t('attach.hint')}
        </Text>
      </Group>
    </div>
  );
}
