import { Anchor, Group, Loader, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { bulletinsAt } from '#libs/api/bulletins.js';
import type { Answer, Body } from '#libs/api/routes.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { node } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import type { Saving } from '../offline/use-draft.js';
import { MemberCode, Section } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import type { BulletinDraftView } from './draft-room.js';

const WorldMap = lazy(() => import('../map/WorldMap.js'));
/** Of a draft in which the node finds no fault. */
type Complete = Body<'/api/v1/bulletins/alert/audience', 'post'>['body'];
export type Audience = Answer<'/api/v1/bulletins/alert/audience', 'post'>['audience'];

/** Whom a complete draft would reach as it stands. */
export function useAudience(kind: BulletinName, draft: BulletinDraftView | undefined) {
  const complete = draft !== undefined && draft.faults.length === 0;
  return useQuery({
    queryKey: ['audience', kind, draft?.id, draft?.version],
    enabled: complete,
    queryFn: async () =>
      (
        await node.POST(bulletinsAt(kind, '/audience'), {
          body: { unit: draft!.unit, body: draft!.body as Complete },
        })
      ).data!.audience,
  });
}
export const statesOf = (units: readonly { unit: string }[]): string[] => [
  ...new Set(units.map(({ unit }) => unit.split('/')[0]!)),
];

/** Who will get this, and why the others will not: on the map and one by one. */
export function AudienceAside({
  kind,
  draft,
  saving,
}: {
  kind: BulletinName;
  draft: BulletinDraftView | undefined;
  saving: Saving;
}) {
  const { t, country, listed } = useWords();
  const audience = useAudience(kind, draft);
  const [showsOthers, setShowsOthers] = useState(false);
  const { nameOf } = useUnitNames();
  if (!draft || draft.faults.length > 0)
    return (
      <Section title={t('audience.title')}>
        <Text size="sm" c="dimmed">
          {t('audience.when-complete')}
        </Text>
      </Section>
    );
  const all = audience.data ?? [];
  const getting = all.filter((one) => one.receives);
  const others = all.filter((one) => !one.receives);
  const marked = new Map(
    statesOf(getting).map((state) => [
      state.toUpperCase(),
      t('audience.units', { count: getting.filter(({ unit }) => unit.startsWith(`${state}/`)).length }),
    ]),
  );
  return (
    <Section title={t('audience.title')} aside={(audience.isFetching || saving === 'saving') && <Loader size={14} />}>
      <ProblemText error={audience.error} />
      {audience.data && (
        <>
          <Text fw={600} mb={6} data-audience={getting.length}>
            {getting.length === 0
              ? t('audience.nobody')
              : t('audience.reach', { count: getting.length, states: t('audience.states', { count: marked.size }) })}
          </Text>
          <Suspense>
            <WorldMap label={t('audience.map')} marked={marked} />
          </Suspense>
          <Lines all={getting} nameOf={nameOf} />
          {others.length > 0 && (
            <Anchor
              component="button"
              type="button"
              size="sm"
              onClick={() => setShowsOthers(!showsOthers)}
              aria-expanded={showsOthers}
            >
              {t('audience.others', { count: others.length })}
            </Anchor>
          )}
          {showsOthers && <Lines all={others} nameOf={nameOf} />}
          <Text size="xs" c="dimmed" mt={6}>
            {listed([...marked.keys()].map(country))}
          </Text>
        </>
      )}
    </Section>
  );
}

function Lines({ all, nameOf }: { all: Audience; nameOf: (unit: string) => string }) {
  const { t, say, comma } = useWords();
  return (
    <div>
      {all.map((one) => (
        <Group key={one.unit} gap={8} wrap="nowrap" align="flex-start" py={4}>
          <MemberCode unit={one.unit} />
          <div>
            <Text size="sm">{nameOf(one.unit)}</Text>
            <Text size="xs" c="dimmed">
              {one.because.map(say).join(' · ')}
              {one.rules.length > 0 && ` (${one.rules.join(comma)})`}
              {one.receives && one.delivery === 'digest' && ` · ${t('audience.digest')}`}
            </Text>
          </div>
        </Group>
      ))}
    </div>
  );
}
