import { Anchor, Collapse, Group, Alert as Notice, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ShieldCheck } from 'lucide-react';
import { Link } from 'wouter';
import type { Bulletin } from '#libs/api/bulletins.js';
import styles from '../alerts/alerts.module.css';
import { useWords } from '../language/index.js';
import { Fact, Facts } from '../ui/parts.js';

/** Quiet when all is well: one line, which opens into what was checked. */
export function Trust({ data, own }: { data: Bulletin; own: boolean }) {
  const { t, number, moment } = useWords();
  const [open, { toggle }] = useDisclosure(false);
  const { trust } = data;
  if (own) return <p className={styles.trust}>{t('trust.own', { at: moment(data.createdAt) })}</p>;
  if (!trust) return null;
  return (
    <div className={styles.trust}>
      {trust.revoked && (
        <Notice color="red" mb="xs" title={t('trust.revoked', { at: moment(trust.revoked.compromisedAt) })}>
          {t(trust.revoked.afterwards ? 'trust.revoked.after' : 'trust.revoked.before')}
        </Notice>
      )}
      <Group gap={6} wrap="nowrap">
        <ShieldCheck size={16} aria-hidden />
        <Anchor
          component="button"
          type="button"
          data-print="yes"
          ta="start"
          size="sm"
          c="dimmed"
          onClick={toggle}
          aria-expanded={open}
        >
          {t('trust.line', { unit: trust.signedBy, position: number(trust.logPosition) })}
        </Anchor>
      </Group>
      <Collapse expanded={open}>
        <Facts>
          <Fact label={t('trust.signed-by')}>
            <bdi dir="ltr">{trust.signedBy}</bdi>
          </Fact>
          <Fact label={t('trust.key')}>
            <bdi dir="ltr">{trust.keyId}</bdi>
          </Fact>
          <Fact label={t('trust.position')}>
            <Anchor component={Link} href={`~/directory/log?position=${trust.logPosition}`} size="sm">
              {number(trust.logPosition)}
            </Anchor>
          </Fact>
          <Fact label={t('trust.sequence')}>{trust.channelSequence}</Fact>
          <Fact label={t('trust.envelope')}>
            <bdi dir="ltr">{trust.envelope}</bdi>
          </Fact>
          <Fact label={t('trust.stored')}>{moment(data.storedAt)}</Fact>
          <Fact label={t('trust.clock')}>
            {trust.clockAheadMinutes !== null && t('trust.clock.ahead', { count: trust.clockAheadMinutes })}
          </Fact>
        </Facts>
        <Text size="sm">{t('trust.means')}</Text>
      </Collapse>
    </div>
  );
}
