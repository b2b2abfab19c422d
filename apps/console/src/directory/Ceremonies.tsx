import { Alert, Button, Code, FileButton, Group, List, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Answer } from '#libs/api/routes.js';
import { api, node } from '../api/client.js';
import { useWords } from '../language/index.js';
import { Awaited, Empty, Page, Section } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';
import styles from './directory.module.css';

const STEPS = ['draft', 'carry', 'sign', 'collect', 'hand-in'] as const;

/** What waits for a signature of ours, and how the committee's ceremonies go: step by step, on machines that are not this one. */
export default function Ceremonies() {
  const { t, say, moment, number } = useWords();
  const client = useQueryClient();
  const drafts = api.useQuery('get', '/api/v1/directory/drafts');
  /** A file that was carried here, read and not handed in yet. */
  const [carried, setCarried] = useState<{
    readonly content: unknown;
    readonly statements: Answer<'/api/v1/directory/statement-files', 'post'>['statements'];
  }>();
  const refresh = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => /directory|contacts/.test(String(queryKey[1])) });
  const { error, attempt } = useAttempt(refresh);
  const sign = (id: string) =>
    attempt(async () => {
      const { data } = await node.POST('/api/v1/directory/drafts/{id}/signature', { params: { path: { id } } });
      notifications.show({ message: t('ceremony.signed', { position: number(data!.position) }) });
    });
  const read = (file: File | null) =>
    file &&
    attempt(async () => {
      const content: unknown = JSON.parse(await file.text());
      const body = { file: content, handIn: false };
      const { data } = await node.POST('/api/v1/directory/statement-files', { body });
      setCarried({ content, statements: data!.statements });
    });
  const handIn = () =>
    attempt(async () => {
      const body = { file: carried!.content, handIn: true };
      const { data } = await node.POST('/api/v1/directory/statement-files', { body });
      setCarried(undefined);
      notifications.show({ message: t('ceremony.signed', { position: number(data!.statements.at(-1)!.position!) }) });
    });
  return (
    <Page title={t('directory.ceremonies')}>
      <ProblemText error={error} />
      <Section title={t('ceremony.waiting')}>
        <Awaited of={drafts}>
          {drafts.data?.drafts.length === 0 && <Empty what={t('ceremony.none')} why={t('ceremony.none.why')} />}
          {drafts.data?.drafts.map((one) => (
            <Stack key={one.id} gap={4} mb="md">
              <Text fw={600} size="sm">
                {say(one.phrase)}
              </Text>
              <Text size="xs" c="dimmed">
                <bdi dir="ltr">{one.author}</bdi> · {one.officer} · {moment(one.draftedAt)}
              </Text>
              <Code block tabIndex={0} dir="ltr">
                {JSON.stringify(one.record ?? one.body, null, 1)}
              </Code>
              <Group gap="xs">
                <Button size="compact-sm" onClick={() => void sign(one.id)}>
                  {t('ceremony.sign')}
                </Button>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="red"
                  onClick={() =>
                    void attempt(() =>
                      node.DELETE('/api/v1/directory/drafts/{id}', { params: { path: { id: one.id } } }),
                    )
                  }
                >
                  {t('drafts.discard')}
                </Button>
              </Group>
            </Stack>
          ))}
        </Awaited>
      </Section>
      <Section title={t('ceremony.committee')}>
        <Text size="sm" mb="xs">
          {t('ceremony.committee.why')}
        </Text>
        <List size="sm" type="ordered" spacing={6}>
          {STEPS.map((step) => (
            <List.Item key={step}>
              {t(`ceremony.step.${step}`)}
              <Code block dir="ltr" mt={4} className={styles.wrapped}>
                {COMMANDS[step]}
              </Code>
            </List.Item>
          ))}
        </List>
        <Group mt="sm">
          <FileButton onChange={(file) => void read(file)} accept=".json,application/json">
            {(props) => (
              <Button {...props} variant="default">
                {t('ceremony.hand-in')}
              </Button>
            )}
          </FileButton>
        </Group>
        {carried && (
          <Alert mt="sm" title={t('ceremony.says')}>
            <List size="sm">
              {carried.statements.map((one) => (
                <List.Item key={one.says}>
                  {say(one.phrase)} ({t('ceremony.signatures', { count: one.signatures })})
                </List.Item>
              ))}
            </List>
            <Button mt="xs" size="compact-sm" onClick={() => void handIn()}>
              {t('ceremony.hand-in-now')}
            </Button>
          </Alert>
        )}
        <Alert mt="sm" color="gray">
          {t('ceremony.safety')}
        </Alert>
      </Section>
    </Page>
  );
}

/** docs/operator.md has them in full. */
const COMMANDS: Readonly<Record<(typeof STEPS)[number], string>> = {
  draft: 'liaison log save --output log.json\nliaison statement admit card.json --log log.json',
  carry: 'liaison statement show statement.json --log log.json',
  sign: 'liaison statement sign statement.json --key key.json',
  collect: 'liaison statement merge statement-1.json statement-2.json',
  'hand-in': 'liaison statement hand-in statement.json',
};
