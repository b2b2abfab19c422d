import { Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { node } from '../api/client.js';
import { useWords } from '../language/index.js';
import { useMe } from '../sign-in/session.js';
import { AskWhy } from '../ui/AskWhy.js';
import { Section } from '../ui/parts.js';
import type { Case } from './duty.js';

const HOLD = { go: 'case.hold', means: 'case.hold.means', reason: 'case.hold.reason' } as const;
const END = { go: 'case.hold.end', means: 'case.hold.end.means', reason: 'case.hold.end.reason' } as const;

/** Whether a case is kept whatever the unit's rule says, by whom and why; and how an officer of the unit changes that. */
export function Keeping({ data: { id, unit, hold } }: { data: Case }) {
  const { t, dated } = useWords();
  const { holds } = useMe();
  const client = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const what = hold ? END : HOLD;
  const mayChange = holds('releaser', 'liaison-officer', 'evidence-custodian').includes(unit);
  const act = async (why: string) => {
    const asked = { params: { path: { id } }, body: { unit, why } };
    if (hold) await node.POST('/api/v1/retention/cases/{id}/hold/end', asked);
    else await node.POST('/api/v1/retention/cases/{id}/hold', asked);
    await client.invalidateQueries({ queryKey: ['get', '/api/v1/cases/{id}'] });
  };
  return (
    <Section title={t('case.keeping')}>
      <Text size="sm">{hold ? t('case.held', { on: dated(hold.at), who: hold.officer }) : t('case.not-held')}</Text>
      {hold && (
        <Text size="sm" c="dimmed">
          <bdi>{hold.why}</bdi>
        </Text>
      )}
      {mayChange && (
        <Button variant="default" size="compact-sm" mt={6} data-print="no" onClick={() => setAsked(true)}>
          {t(what.go)}
        </Button>
      )}
      {isAsked && (
        <AskWhy
          title={t(what.go)}
          why={t(what.means)}
          label={t(what.reason)}
          go={t(what.go)}
          onClose={() => setAsked(false)}
          act={act}
        />
      )}
    </Section>
  );
}
