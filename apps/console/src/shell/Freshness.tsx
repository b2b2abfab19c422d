import { Anchor, Button, Popover, Stack, Text } from '@mantine/core';
import { CircleAlert, CircleCheck, CloudOff } from 'lucide-react';
import { Link } from 'wouter';
import { api } from '../api/client.js';
import { useWords } from '../language/index.js';
import { useLine } from '../offline/line.js';
import { Fact, Facts } from '../ui/parts.js';

/** Whether what is on the screen can be relied on now: quiet where all is well. */
export function Freshness() {
  const { t, clock, away, number } = useWords();
  const line = useLine();
  const { data: status } = api.useQuery('get', '/api/v1/status', undefined, { refetchInterval: 30_000 });
  const trouble = !line.reached
    ? t('fresh.cut-off', { since: clock(line.at) })
    : status?.directory.trouble
      ? status.directory.trouble.message
      : status?.hub === 'unreachable'
        ? t('fresh.hub-unreachable')
        : status?.directory.stale
          ? t('fresh.stale')
          : status && status.inbox.gaps > 0
            ? t('fresh.gaps', { count: status.inbox.gaps })
            : undefined;
  const Icon = !line.reached ? CloudOff : trouble ? CircleAlert : CircleCheck;
  return (
    <Popover width={340} position="bottom-end" withArrow shadow="md" withinPortal>
      <Popover.Target>
        <Button
          variant="subtle"
          color={trouble ? 'orange' : 'gray'}
          size="compact-sm"
          leftSection={<Icon size={15} />}
          aria-live="polite"
        >
          <span data-quiet={!trouble}>{trouble ?? t('fresh.up-to-date', { at: clock(line.at) })}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6}>
          <Text size="sm" fw={600}>
            {trouble ? t('fresh.what-works') : t('fresh.all-well')}
          </Text>
          {status && (
            <Facts>
              <Fact label={t('fresh.checkpoint')}>
                {status.directory.witnessedAt
                  ? `${away(status.directory.witnessedAt)} · ${t('fresh.witnesses', { count: status.directory.witnesses, quorum: status.directory.quorum })}`
                  : t('fresh.no-checkpoint')}
              </Fact>
              <Fact label={t('fresh.undelivered')}>
                {status.outbox.queued + status.outbox.waitingForReceipts === 0
                  ? t('fresh.none-undelivered')
                  : t('fresh.some-undelivered', {
                      count: status.outbox.queued + status.outbox.waitingForReceipts,
                      since: status.outbox.oldestAt ? away(status.outbox.oldestAt) : '',
                    })}
              </Fact>
              <Fact label={t('fresh.missing')}>{number(status.inbox.gaps)}</Fact>
              <Fact label={t('fresh.incidents')}>{number(status.incidents)}</Fact>
            </Facts>
          )}
          <Anchor component={Link} href="/administration/health" size="sm">
            {t('fresh.more')}
          </Anchor>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
