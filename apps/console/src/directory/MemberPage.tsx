import { Alert, Anchor, List, Text } from '@mantine/core';
import { Link } from 'wouter';
import { api } from '../api/client.js';
import { useWords } from '../language/index.js';
import { useMe } from '../sign-in/session.js';
import { Awaited, Empty, Fact, Facts, Page, Section } from '../ui/parts.js';
import { ContactCard } from './contact-card.js';
import styles from './directory.module.css';
import { useUnitNames } from './unit-names.js';

/** Whom do I call now, in which language, and what binds us? */
export default function MemberPage({ member }: { member: string }) {
  const { t, country, number, tongue, listed, dated } = useWords();
  const { me } = useMe();
  const { nameOf } = useUnitNames();
  const ours = me.units[0]?.unit.split('/')[0] ?? '';
  const members = api.useQuery('get', '/api/v1/directory/members');
  const contacts = api.useQuery('get', '/api/v1/contacts', { params: { query: { member } } });
  const query = { member, ...(ours && ours !== member && { with: ours }) };
  const instruments = api.useQuery('get', '/api/v1/directory/instruments', { params: { query } });
  const bodies = api.useQuery('get', '/api/v1/directory/coordination-bodies', { params: { query: { member } } });
  const one = members.data?.members.find((each) => each.member === member);
  if (members.data && !one) return <Empty what={t('directory.unknown')} />;
  const title = member.length === 2 ? country(member) : (one?.name ?? member);
  const sorted = [...(contacts.data?.contacts ?? [])].sort((a, b) => Number(b.onDuty) - Number(a.onDuty));
  return (
    <Page wide title={title}>
      <Awaited of={members}>
        {one?.standing === 'suspended' && (
          <Alert color="red" mb="sm">
            {t('directory.suspended.why')}
          </Alert>
        )}
        <div className={styles.split}>
          <div>
            <Text fw={600} mb={6}>
              {t('member.call', { count: sorted.filter((each) => each.onDuty).length })}
            </Text>
            {sorted.length === 0 && (
              <Section>
                <Empty what={t('member.no-contacts')} why={t('contacts.none.why')} />
              </Section>
            )}
            {sorted.map((each) => (
              <ContactCard key={each.id} one={each} office={nameOf(each.office)} />
            ))}
          </div>
          <div>
            <Section title={t('member.binds')}>
              {instruments.data?.instruments.length === 0 && (
                <Text size="sm" c="dimmed">
                  {t('member.no-instruments')}
                </Text>
              )}
              {instruments.data?.instruments.map((each) => (
                <div key={each.id + each.member}>
                  <Text fw={600} size="sm">
                    <bdi>{each.titles[0]?.text ?? each.id}</bdi>
                  </Text>
                  <Facts>
                    <Fact label={t('instrument.of')}>{country(each.member)}</Fact>
                    <Fact label={t('instrument.in-force')}>{each.inForceOn && dated(each.inForceOn)}</Fact>
                    <Fact label={t('instrument.languages')}>
                      {each.acceptedLanguages.length > 0 && listed(each.acceptedLanguages.map(tongue))}
                    </Fact>
                    <Fact label={t('instrument.authority')}>
                      {each.centralAuthority && nameOf(each.centralAuthority)}
                    </Fact>
                    <Fact label={t('instrument.reservations')}>
                      {each.reservations.length > 0 && each.reservations.join(' · ')}
                    </Fact>
                    <Fact label={t('instrument.times')}>
                      {each.times &&
                        t('request.times', {
                          acknowledge: number(each.times.acknowledge),
                          decide: number(each.times.decide),
                          execute: number(each.times.execute),
                        })}
                    </Fact>
                  </Facts>
                </div>
              ))}
            </Section>
            <Section title={t('member.units')}>
              <List size="sm">
                {one?.units.map((unit) => (
                  <List.Item key={unit.unit}>
                    {unit.name} · {t(`function.${unit.function}`)} · {listed(unit.languages.map(tongue))}
                    <Text size="xs" c="dimmed">
                      <bdi dir="ltr">{unit.unit}</bdi>
                    </Text>
                  </List.Item>
                ))}
              </List>
            </Section>
            {(bodies.data?.bodies.length ?? 0) > 0 && (
              <Section title={t('member.bodies')}>
                <List size="sm">
                  {bodies.data!.bodies.map((body) => (
                    <List.Item key={body.id}>
                      <bdi>{body.names[0]?.text ?? body.id}</bdi>: {listed(body.institutions.map((each) => each.name))}
                    </List.Item>
                  ))}
                </List>
              </Section>
            )}
            {one && (
              <Section title={t('member.trust')}>
                <Text size="sm">
                  {t('member.since')}{' '}
                  <Anchor component={Link} href={`/log?position=${one.since}`} size="sm" underline="always">
                    {number(one.since)}
                  </Anchor>{' '}
                  · {t('member.nodes', { count: one.nodes })}
                </Text>
                <Text size="sm">{t('member.fingerprint')}</Text>
                <Text className={styles.hash} dir="ltr">
                  {one.fingerprint}
                </Text>
              </Section>
            )}
          </div>
        </div>
      </Awaited>
    </Page>
  );
}
