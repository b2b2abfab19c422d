import { Box, Button, Center, Group, Loader, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../language/index.js';
import styles from './parts.module.css';
import { ProblemText } from './problem.js';

/** The first line of a screen answers its question; what can be done stands beside it. */
export function Page({
  title,
  aside,
  children,
  wide,
}: {
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  wide?: boolean;
}) {
  return (
    <Box className={wide ? styles.wide : styles.page}>
      <Group justify="space-between" align="flex-start" gap="sm" mb="md" className={styles.head}>
        <Title order={1} className={styles.title}>
          {title}
        </Title>
        {aside && <Group gap="xs">{aside}</Group>}
      </Group>
      {children}
    </Box>
  );
}

export function Section({
  title,
  aside,
  children,
  quiet,
}: {
  title?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  quiet?: boolean;
}) {
  return (
    <section className={quiet ? styles.quiet : styles.section}>
      {title && (
        <Group justify="space-between" gap="xs" mb={8} align="baseline">
          <Title order={2}>{title}</Title>
          {aside}
        </Group>
      )}
      {children}
    </section>
  );
}

/** What will be here, why it is empty, the one thing to do now. */
export function Empty({
  what,
  why,
  action,
  onAction,
}: {
  what: string;
  why?: string;
  action?: string;
  onAction?: () => void;
}) {
  return (
    <Center className={styles.empty}>
      <Stack gap={6} align="center" maw={460}>
        <Text fw={600} ta="center">
          {what}
        </Text>
        {why && (
          <Text size="sm" c="dimmed" ta="center">
            {why}
          </Text>
        )}
        {action && (
          <Button variant="light" mt="xs" onClick={onAction}>
            {action}
          </Button>
        )}
      </Stack>
    </Center>
  );
}

/** What a query says while it is under way or has failed; what it said before stays. */
export function Awaited({
  of,
  children,
}: {
  of: { data?: unknown; error: unknown; isPending: boolean };
  children: ReactNode;
}) {
  const { t } = useWords();
  if (of.data === undefined && of.isPending)
    return (
      <Center p="xl" role="status" aria-label={t('waiting')}>
        <Loader size="sm" />
      </Center>
    );
  if (of.data === undefined) return <ProblemText error={of.error} />;
  return children;
}

/** A label and what stands for it, as the sheets of an office have them. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  if (children === undefined || children === null || children === '' || children === false) return null;
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
export const Facts = ({ children }: { children: ReactNode }) => <dl className={styles.facts}>{children}</dl>;

const TLP_STYLES: Readonly<Record<string, string | undefined>> = {
  RED: styles.red,
  'AMBER+STRICT': styles.amber,
  AMBER: styles.amber,
  GREEN: styles.green,
  CLEAR: styles.clear,
};
/** The label as FIRST draws it (TLP 2.0): on black, in its own colour. */
export const Tlp = ({ label }: { label: string }) => (
  <bdi dir="ltr" className={`${styles.tlp} ${TLP_STYLES[label] ?? ''}`}>
    TLP:{label}
  </bdi>
);

/** Two letters for a member where there is no room for its name. */
export const MemberCode = ({ unit }: { unit: string }) => (
  <bdi dir="ltr" className={styles.code}>
    {unit.split('/')[0]?.slice(0, 2).toUpperCase()}
  </bdi>
);

/** Fields beside each other where there is room. */
export const Columns = ({ of, children }: { of: 2 | 3; children: ReactNode }) => (
  <div className={of === 2 ? styles.two : styles.three}>{children}</div>
);
