import { Alert, Text } from '@mantine/core';
import { api } from '../api/client.js';
import styles from '../directory/directory.module.css';
import { useWords } from '../language/index.js';
import { Awaited, Fact, Facts, Page, Section } from '../ui/parts.js';

/** How the node is: what it reaches, how fresh what it knows is, what waits. */
export default function Health() {
  const { t, number, away } = useWords();
  const status = api.useQuery('get', '/api/v1/status', undefined, { refetchInterval: 15_000 });
  const quarantine = api.useQuery('get', '/api/v1/quarantine');
  const data = status.data;
  return (
    <Page
      title={
        data?.hub === 'reached' && !data.directory.stale && !data.directory.trouble
          ? t('health.well')
          : t('health.look')
      }
    >
      <Awaited of={status}>
        {data && (
          <>
            {data.directory.trouble && (
              <Alert color="red" mb="sm" title={data.directory.trouble.message}>
                {data.directory.trouble.remedy}
              </Alert>
            )}
            <Section title={t('health.network')}>
              <Facts>
                <Fact label={t('health.node')}>
                  <bdi dir="ltr">{data.node}</bdi>
                </Fact>
                <Fact label={t('health.network-name')}>
                  <bdi dir="ltr" className={styles.hash}>
                    {data.network}
                  </bdi>
                </Fact>
                <Fact label={t('health.hub')}>{t(`health.hub.${data.hub}`)}</Fact>
              </Facts>
            </Section>
            <Section title={t('place.directory')}>
              <Facts>
                <Fact label={t('log.size')}>{number(data.directory.position)}</Fact>
                <Fact label={t('fresh.checkpoint')}>
                  {data.directory.witnessedAt && away(data.directory.witnessedAt)}
                </Fact>
                <Fact label={t('health.witnesses')}>
                  {t('fresh.witnesses', { count: data.directory.witnesses, quorum: data.directory.quorum })}
                </Fact>
                <Fact label={t('health.verified')}>{data.directory.verifiedAt && away(data.directory.verifiedAt)}</Fact>
              </Facts>
            </Section>
            <Section title={t('health.mail')}>
              <Facts>
                <Fact label={t('health.queued')}>{number(data.outbox.queued)}</Fact>
                <Fact label={t('health.receipts')}>{number(data.outbox.waitingForReceipts)}</Fact>
                <Fact label={t('health.oldest')}>{data.outbox.oldestAt && away(data.outbox.oldestAt)}</Fact>
                <Fact label={t('health.messages')}>{number(data.inbox.messages)}</Fact>
                <Fact label={t('fresh.missing')}>{number(data.inbox.gaps)}</Fact>
                <Fact label={t('health.to-index')}>{number(data.inbox.toIndex)}</Fact>
                <Fact label={t('health.unsearchable')}>{number(data.inbox.unsearchable)}</Fact>
                <Fact label={t('health.update-needed')}>{number(data.inbox.updateNeeded)}</Fact>
                <Fact label={t('health.waiting')}>
                  {data.waiting.map((one) => (
                    <div key={one.reason}>
                      {number(one.messages)} · {t(`waiting.${one.reason}`, { defaultValue: one.reason })}
                    </div>
                  ))}
                </Fact>
                <Fact label={t('health.dropped')}>{number(data.dropped)}</Fact>
              </Facts>
            </Section>
            <Section title={t('health.quarantine')}>
              <Text size="sm" c="dimmed" mb="xs">
                {t('health.quarantine.why')}
              </Text>
              {quarantine.data?.quarantined.length === 0 && <Text size="sm">{t('health.quarantine.none')}</Text>}
              {quarantine.data?.quarantined.map((one) => (
                <Text size="sm" key={one.id}>
                  {away(one.receivedAt)} · <bdi dir="ltr">{one.subject}</bdi> ·{' '}
                  {t(`quarantine.${one.reason.split(':')[0]}`, { defaultValue: one.reason })} · {number(one.bytes)}
                </Text>
              ))}
            </Section>
          </>
        )}
      </Awaited>
    </Page>
  );
}
