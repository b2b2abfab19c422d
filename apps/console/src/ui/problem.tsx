import { Alert, List, Text } from '@mantine/core';
import { Problem } from '#libs/api/problem.js';
import { useWords } from '../language/index.js';
import { useFieldWords } from './field-words.js';

/** Of these the node says more than the words here: which rule, which line, which file. */
const SAYS_MORE: ReadonlySet<string> = new Set([
  'policy-malformed',
  'policy-type',
  'policy-forbids',
  'policy-permits',
  'policy-unexplained',
  'contradiction',
  'use-limited',
  'type-contradicts',
  'more-than-extended',
  'statement-malformed',
  'form-malformed',
  'format-unknown',
  'unit-unknown',
  'unknown-member',
  'already-there',
  'not-there',
  'not-signed',
  'not-subscribed',
  'picture-too-large',
  'too-large',
]);

/** What happened and what to do, in the officer's language where the console has words for it, in the node's own otherwise. */
export function ProblemText({ error }: { error: unknown }) {
  const { t, colon } = useWords();
  const { pathOf, expected } = useFieldWords();
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
      {known && problem && SAYS_MORE.has(code) && (
        <Text size="sm" c="dimmed" mt={4} lang="en">
          <bdi>{problem.message}</bdi>
        </Text>
      )}
      {problem && problem.faults.length > 0 && (
        <List size="sm" mt={4}>
          {problem.faults.slice(0, 12).map((fault) => (
            <List.Item key={fault.field + fault.expected}>
              <bdi>{pathOf(fault.field)}</bdi>
              {colon}
              {expected(fault.phrase)}
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
