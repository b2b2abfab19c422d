import { Alert, Button, CloseButton, FileButton, Group, Progress, Text } from '@mantine/core';
import { Paperclip } from 'lucide-react';
import { createContext, useContext } from 'react';
import { useWords } from '../language/index.js';
import type { FilesOnTheWay } from '../offline/files-on-the-way.js';
import { useLine } from '../offline/line.js';
import styles from './attach.module.css';
import { ProblemText } from './problem.js';

const Context = createContext<FilesOnTheWay | undefined>(undefined);
/** Around a form: what is attached in it. */
export const FilesOfForm = Context.Provider;
/** The files on their way in the form around. */
export const useFilesOfForm = (): FilesOnTheWay => useContext(Context)!;

/** Where files are attached to the field at `path`: each with how far it is, or that it waits for the line. */
export function Attach({ path, label }: { path: string; label?: string }) {
  const { t, bytes } = useWords();
  const { files, take, drop } = useFilesOfForm();
  const { reached } = useLine();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping files is a second way beside the button
    <div
      className={styles.drop}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        take(path, [...event.dataTransfer.files]);
      }}
    >
      {files
        .filter((one) => one.path === path)
        .map((one) => (
          <div key={one.id}>
            <Group gap="xs" wrap="nowrap">
              <Text size="sm" flex={1} truncate>
                <bdi>{one.name}</bdi> · {bytes(one.bytes)}
              </Text>
              <CloseButton size="sm" aria-label={t('attach.stop', { name: one.name })} onClick={() => drop(one.id)} />
            </Group>
            {one.error ? (
              <ProblemText error={one.error} />
            ) : reached ? (
              <Progress value={one.share * 100} aria-label={one.name} />
            ) : (
              <Text size="xs" c="dimmed" role="status">
                {t(one.kept ? 'attach.waits-kept' : 'attach.waits')}
              </Text>
            )}
          </div>
        ))}
      <Group gap="xs">
        <FileButton onChange={(chosen) => take(path, chosen)} multiple>
          {(props) => (
            <Button {...props} size="compact-sm" variant="default" leftSection={<Paperclip size={14} />}>
              {label || t('attach')}
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

/** Beside what sends a form: that it waits for its files. */
export function FilesStillComing({ count }: { count: number }) {
  const { t } = useWords();
  return count === 0 ? null : <Alert role="status">{t('attach.still', { count })}</Alert>;
}
