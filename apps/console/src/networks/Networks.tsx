import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, Route, Switch } from 'wouter';
import { node } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import { Awaited, Empty, Page, Section } from '../ui/parts.js';
import NetworkPage from './NetworkPage.js';

/** What alerts tell together: the networks behind them. */
export default function Networks() {
  return (
    <Switch>
      <Route path="/" component={NetworkList} />
      <Route path="/:id">{({ id }) => <NetworkPage key={id} id={id} />}</Route>
    </Switch>
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
