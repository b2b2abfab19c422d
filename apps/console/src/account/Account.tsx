import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Monitor, SquareTerminal } from 'lucide-react';
import { api, node } from '../api/client.js';
import { useWords } from '../language/index.js';
import { useMe } from '../sign-in/session.js';
import { Awaited, Page, Section } from '../ui/parts.js';
import { Security } from './Security.js';

/** An officer's own account: how they show who they are, and where they are signed in. */
export default function Account() {
  const { t, away, moment, listed } = useWords();
  const { me } = useMe();
  const client = useQueryClient();
  const sessions = api.useQuery('get', '/api/v1/sessions');
  const end = async (id: string) => {
    await node.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } });
    await client.invalidateQueries({ queryKey: ['get', '/api/v1/sessions'] });
  };
  return (
    <Page title={<bdi>{me.displayName}</bdi>}>
      <Section title={t('account.units')}>
        <Stack gap={4}>
          {me.units.map(({ unit, roles }) => (
            <Text key={unit} size="sm">
              <bdi dir="ltr">{unit}</bdi>: {listed(roles.map((role) => t(`role.${role}`)))}
            </Text>
          ))}
        </Stack>
      </Section>
      <Security />
      <Section title={t('sessions')}>
        <Awaited of={sessions}>
          <Stack gap="sm">
            {sessions.data?.sessions.map((one) => (
              <Group key={one.id} justify="space-between" wrap="nowrap" align="flex-start">
                <Group gap="xs" wrap="nowrap" align="flex-start">
                  {one.use === 'console' ? <Monitor size={16} aria-hidden /> : <SquareTerminal size={16} aria-hidden />}
                  <div>
                    <Text size="sm">
                      {t(`sessions.${one.use}`)} · <bdi dir="ltr">{deviceOf(one.device)}</bdi>{' '}
                      {one.current && <Badge size="xs">{t('sessions.this')}</Badge>}
                      {one.locked && (
                        <Badge size="xs" color="gray">
                          {t('sessions.locked')}
                        </Badge>
                      )}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {t(`sessions.by.${one.method}`)} · {t('sessions.since', { at: moment(one.begunAt) })} ·{' '}
                      {t('sessions.active', { when: away(one.activeAt) })} · <bdi dir="ltr">{one.address}</bdi>
                    </Text>
                  </div>
                </Group>
                {!one.current && (
                  <Button size="compact-sm" variant="default" onClick={() => void end(one.id)}>
                    {t('sessions.end')}
                  </Button>
                )}
              </Group>
            ))}
          </Stack>
        </Awaited>
      </Section>
    </Page>
  );
}

/** The browser and the system, of all that a user agent says. */
function deviceOf(agent: string): string {
  const browser = /(Firefox|Edg|Chrome|Safari|node)\/?[\d.]*/.exec(agent)?.[0] ?? agent.slice(0, 40);
  const system = /\(([^;)]+)/.exec(agent)?.[1];
  return [browser.replace('Edg', 'Edge'), system].filter(Boolean).join(', ');
}
