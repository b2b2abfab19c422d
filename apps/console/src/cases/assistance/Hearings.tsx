import { Text } from '@mantine/core';
import type { StateView } from '#libs/kinds/mutual-legal-assistance/state-view.js';
import { api } from '../../api/client.js';
import { useWords } from '../../language/index.js';
import { Section } from '../../ui/parts.js';
import { type Case } from '../duty.js';

export function Hearings({ data, state }: { data: Case; state: StateView }) {
  const { t, inZone, country } = useWords();
  const zones = api.useQuery('get', '/api/v1/contacts');
  const zoneOf = (unit: string) =>
    zones.data?.contacts.find((one) => one.member === unit.split('/')[0])?.contact.timeZone;
  const open = state.hearings.filter((one) => one.status !== 'cancelled');
  if (open.length === 0) return null;
  return (
    <Section title={t('case.hearings')}>
      {open.map((one) => (
        <div key={one.number}>
          <Text size="sm" fw={600}>
            {t('case.hearing', { number: one.number, measure: one.measure })} · {t(`hearing.${one.status}`)}
          </Text>
          {one.slots.map((slot, i) =>
            one.agreed !== null && one.agreed !== i + 1 ? null : (
              <Text size="sm" key={slot.from}>
                {i + 1}.{' '}
                {[data.requesting, data.requested]
                  .map(
                    (unit) =>
                      `${inZone(slot.from, zoneOf(unit) ?? 'UTC')} ${zoneOf(unit) ? country(unit.split('/')[0]!) : 'UTC'}`,
                  )
                  .join(' · ')}
              </Text>
            ),
          )}
        </div>
      ))}
    </Section>
  );
}
