import { Button, Group, Text } from '@mantine/core';
import { api, node, save } from '../api/client.js';
import { useWords } from '../language/index.js';
import { Awaited, Empty, Page, Section } from '../ui/parts.js';

/** What only a dishonest hub, directory or sender can cause; with the evidence, which anybody can check. */
export default function Incidents() {
  const { t, moment, number } = useWords();
  const listed = api.useQuery('get', '/api/v1/incidents');
  const keep = async (id: string) => {
    const { data } = await node.GET('/api/v1/incidents/{id}', { params: { path: { id } } });
    const text = data!.type === 'log-forked' ? data!.evidence.join('\n') : JSON.stringify(data, null, 1);
    save(new Blob([text]), `incident-${id}.json`);
  };
  return (
    <Page title={t('administration.incidents')}>
      <Awaited of={listed}>
        {listed.data?.incidents.length === 0 && (
          <Section>
            <Empty what={t('incidents.none')} why={t('incidents.none.why')} />
          </Section>
        )}
        {listed.data?.incidents.map((one) => (
          <Section key={one.id}>
            <Group justify="space-between" wrap="nowrap">
              <div>
                <Text fw={600} size="sm">
                  {t(`incident.${one.type}`, { defaultValue: one.type })}
                </Text>
                <Text size="sm">{one.detail}</Text>
                {one.more > 0 && <Text size="sm">{t('incidents.more', { number: number(one.more) })}</Text>}
                <Text size="xs" c="dimmed">
                  {moment(one.at)}
                </Text>
              </div>
              <Button size="compact-sm" variant="default" onClick={() => void keep(one.id)}>
                {t('incidents.keep')}
              </Button>
            </Group>
          </Section>
        ))}
        <Text size="sm" c="dimmed">
          {t('incidents.what-to-do')}
        </Text>
      </Awaited>
    </Page>
  );
}
