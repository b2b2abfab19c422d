import { Anchor, List, Text } from '@mantine/core';
import { Link } from 'wouter';
import { referenceTo } from '#libs/envelope/reference.js';
import { api } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import { useReasons } from '../networks/reasons.js';
import { Section, Tlp } from '../ui/parts.js';

/** Alerts that seem to tell of the same network, with what they share. */
export function Similar({ id }: { id: string }) {
  const { t, number } = useWords();
  const { nameOf } = useUnitNames();
  const inWords = useReasons();
  const found = api.useQuery('get', '/api/v1/bulletins/alert/{id}/similar', { params: { path: { id } } });
  if (!found.data || (found.data.similar.length === 0 && found.data.networks.length === 0)) return null;
  return (
    <Section title={t('similar.title')}>
      {found.data.networks.map((one) => (
        <Text size="sm" key={one.id} mb={4}>
          <Anchor component={Link} href={`~/networks/${one.id}`}>
            {one.name ?? t('networks.unnamed')}
          </Anchor>{' '}
          · {t(one.confirmed ? 'networks.confirmed' : 'networks.proposed')}
        </Text>
      ))}
      <List size="sm" listStyleType="none">
        {found.data.similar.map((one) => (
          <List.Item key={one.id} mb={6}>
            <Anchor component={Link} href={`/${referenceTo(one)}`} size="sm">
              <bdi>{one.title}</bdi>
            </Anchor>{' '}
            <Tlp label={one.tlp} /> · {nameOf(one.sender)} · {number(Math.round(one.score * 100))} %
            <Text size="xs" c="dimmed">
              {one.reasons.map(inWords).join(' · ')}
            </Text>
          </List.Item>
        ))}
      </List>
    </Section>
  );
}
