import { Alert, List, Text } from '@mantine/core';
import { Problem } from '../api/client.js';
import { useWords } from '../language/index.js';

/** What happened and what to do, in the officer's language where the console has words for it, in the node's own otherwise. */
export function ProblemText({ error }: { error: unknown }) {
  const { t, say } = useWords();
  if (!error) return null;
  const problem = error instanceof Problem ? error : undefined;
  const code =
    problem?.code ??
    (error instanceof Error && error.name === 'NotAllowedError' ? 'passkey-stopped' : 'internal-error');
  const known = t(`problem.${code}`, { defaultValue: '' });
  const what = known || problem?.message || t('problem.internal-error');
  const remedy = t(`problem.${code}.remedy`, { defaultValue: '' }) || (known ? '' : problem?.remedy);
  return (
    <Alert color="red" variant="light" role="alert" title={what}>
      {remedy && <Text size="sm">{remedy}</Text>}
      {problem && problem.faults.length > 0 && (
        <List size="sm" mt={4}>
          {problem.faults.slice(0, 12).map((fault) => (
            <List.Item key={fault.field + fault.expected}>
              <bdi>{fault.field}</bdi>: {say(fault.phrase)}
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
