import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Link, Route, Switch } from 'wouter';
import { node } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import { PartNav } from '../ui/PartNav.js';
import { Awaited, Empty, Page, Section } from '../ui/parts.js';
import Assessments, { AssessmentPage } from './Assessments.js';
import NetworkPage from './NetworkPage.js';

const AssessmentForm = lazy(() => import('./AssessmentForm.js'));

/** What alerts tell together: the networks behind them, and the risk that they are. */
export default function Networks() {
  const { t } = useWords();
  return (
    <>
      <PartNav
        label={t('place.networks')}
        parts={[
          ['', t('place.networks')],
          ['assessments', t('networks.part.assessments')],
        ]}
      />
      <Suspense>
        <Switch>
          <Route path="/" component={NetworkList} />
          <Route path="/assessments" component={Assessments} />
          <Route path="/assessments/write" component={AssessmentForm} />
          <Route path="/assessments/:id">{({ id }) => <AssessmentPage key={id} id={id} />}</Route>
          <Route path="/:id">{({ id }) => <NetworkPage key={id} id={id} />}</Route>
        </Switch>
      </Suspense>
    </>
  );
}

const PAGE = 50;

/** Networks that alerts seem to tell of: proposed by the node, confirmed by officers. */
function NetworkList() {
  const { t, dated } = useWords();
  const { nameOf } = useUnitNames();
  const listed = useInfiniteQuery({
    queryKey: ['get', '/api/v1/networks'],
    queryFn: async ({ pageParam }) =>
      (await node.GET('/api/v1/networks', { params: { query: { limit: PAGE, offset: pageParam } } })).data!.networks,
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.length === PAGE ? pages.length * PAGE : undefined),
  });
  const networks = listed.data?.pages.flat() ?? [];
  return (
    <Page title={t('place.networks')}>
      <Awaited of={listed}>
        {networks.length === 0 ? (
          <Empty what={t('networks.none')} why={t('networks.none.why')} />
        ) : (
          networks.map((one) => (
            <Section key={one.id}>
              <Group justify="space-between">
                <div>
                  <Anchor component={Link} href={`/${one.id}`} fw={600}>
                    {one.name ?? t('networks.unnamed')}
                  </Anchor>
                  <Text size="sm" c="dimmed">
                    {t('networks.alerts', { count: one.alerts })} · {nameOf(one.unit)}
                    {one.confirmedBy &&
                      ` · ${t('networks.by', { officer: one.confirmedBy, on: dated(one.confirmedAt!) })}`}
                  </Text>
                </div>
                <Badge variant="light" color={one.state === 'confirmed' ? 'indigo' : 'gray'}>
                  {t(`networks.${one.state}`)}
                </Badge>
              </Group>
            </Section>
          ))
        )}
        {listed.hasNextPage && (
          <Button variant="default" loading={listed.isFetchingNextPage} onClick={() => void listed.fetchNextPage()}>
            {t('more')}
          </Button>
        )}
      </Awaited>
    </Page>
  );
}
