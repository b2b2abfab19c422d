import { Badge } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { StateView } from '#libs/kinds/mutual-legal-assistance/state-view.js';
import { node } from '../../api/client.js';
import { useWords } from '../../language/index.js';
import { Empty, Section } from '../../ui/parts.js';
import type { Case } from '../duty.js';
import type { KindParts, Writing } from '../parts-of-a-kind.js';
import { BEGINNINGS, BeginForm, type Begun } from './BeginForm.js';
import { Decisions } from './Decisions.js';
import { type DraftedMove, isDrafted, requestFor } from './drafted-moves.js';
import { Evidence } from './Evidence.js';
import { Hearings } from './Hearings.js';
import { RequestPaper } from './RequestPaper.js';
import { useAssistanceWords } from './words.js';

const stateOf = (data: Case) => data.state as StateView;
const newestIn = ({ timeline }: Case) =>
  timeline.findLast(
    ({ content }) => content !== null && typeof content === 'object' && ('request' in content || 'oral' in content),
  );

/** What changes or confirms a request is written as one, with the completeness check beside it. */
function useWriting(data: Case): Writing {
  const client = useQueryClient();
  const [, go] = useLocation();
  return {
    takes: isDrafted,
    begin: async (move) => {
      const request = requestFor(move as DraftedMove, newestIn(data)?.content);
      const { data: begun } = await node.POST('/api/v1/request-drafts', {
        body: {
          unit: data.unit,
          drafted: { requested: data.requested, within: { case: data.id, move: move as DraftedMove }, request },
        },
      });
      await client.invalidateQueries({ queryKey: ['get', '/api/v1/request-drafts'] });
      go(`/write/${begun!.id}`);
    },
  };
}

function Badges({ data }: { data: Case }) {
  const { t } = useWords();
  if (stateOf(data).confidentiality !== 'kept') return null;
  return (
    <Badge color="red" variant="light">
      {t('field.confidential')}
    </Badge>
  );
}

function RequestTab() {
  return useWords().t('case.request');
}
function RequestPanel({ data }: { data: Case }) {
  const { t } = useWords();
  const newest = newestIn(data);
  return (
    <Section>{newest ? <RequestPaper content={newest.content} /> : <Empty what={t('case.no-request')} />}</Section>
  );
}
function EvidenceTab() {
  return useAssistanceWords().assistance.heading.evidence;
}

/** What mutual legal assistance shows in its own way. */
export const ASSISTANCE_PARTS: KindParts = {
  beginnings: BEGINNINGS,
  Begin: ({ move }) => <BeginForm move={move as Begun} />,
  Badges,
  tabs: [
    { name: 'request', Tab: RequestTab, Panel: RequestPanel },
    { name: 'evidence', Tab: EvidenceTab, Panel: ({ data }) => <Evidence data={data} state={stateOf(data)} /> },
  ],
  Beside: ({ data }) => <Hearings data={data} state={stateOf(data)} />,
  ownBlocks: ['evidence', 'hearings'],
  useWriting,
  terms: { decisions: Decisions },
};
