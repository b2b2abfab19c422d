import { Button, Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../api/client.js';
import { useWords } from '../language/index.js';
import { useMe } from '../sign-in/session.js';
import { useFilters } from '../ui/filters.js';
import { Awaited, Empty, Page } from '../ui/parts.js';
import { ContactCard } from './contact-card.js';
import { useUnitNames } from './unit-names.js';

/** Whom to call: by member, language, what they are, and who is there now. */
export default function Contacts() {
  const { t, tongue, country } = useWords();
  const { holds } = useMe();
  const { nameOf, units } = useUnitNames();
  const { filters, set } = useFilters();
  const [typed, setTyped] = useState(filters.text ?? '');
  const [text] = useDebouncedValue(typed.trim(), 250);
  const query = {
    ...(text && { text }),
    ...(filters.member && { member: filters.member }),
    ...(filters.language && { language: filters.language }),
    ...(filters.role && { role: filters.role }),
    ...(filters.onDuty && { onDuty: filters.onDuty }),
  };
  const found = api.useQuery('get', '/api/v1/contacts', { params: { query: query as never } });
  const members = [...new Set(units.map((one) => one.member))];
  const languages = [...new Set(units.flatMap((one) => one.languages))];
  return (
    <Page
      title={t('contacts')}
      aside={
        holds('liaison-officer').length > 0 && (
          <Button component={Link} href="/ceremonies?new=contact">
            {t('contacts.publish')}
          </Button>
        )
      }
    >
      <Group gap="xs" mb="sm">
        <TextInput
          data-search
          leftSection={<Search size={14} />}
          placeholder={t('contacts.find')}
          aria-label={t('contacts.find')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <NativeSelect
          aria-label={t('country')}
          value={filters.member ?? ''}
          onChange={(event) => set({ member: event.currentTarget.value })}
          data={[{ value: '', label: t('country') }, ...members.map((value) => ({ value, label: country(value) }))]}
        />
        <NativeSelect
          aria-label={t('language')}
          value={filters.language ?? ''}
          onChange={(event) => set({ language: event.currentTarget.value })}
          data={[{ value: '', label: t('language') }, ...languages.map((value) => ({ value, label: tongue(value) }))]}
        />
        <NativeSelect
          aria-label={t('contact.role')}
          value={filters.role ?? ''}
          onChange={(event) => set({ role: event.currentTarget.value })}
          data={[
            { value: '', label: t('contact.role') },
            ...['focal-point', 'liaison-officer', 'duty-desk'].map((value) => ({
              value,
              label: t(`contact.${value}`),
            })),
          ]}
        />
        <Checkbox
          label={t('contacts.on-duty')}
          checked={filters.onDuty === 'true'}
          onChange={(event) => set({ onDuty: event.currentTarget.checked ? 'true' : null })}
        />
      </Group>
      <Awaited of={found}>
        {found.data?.contacts.length === 0 ? (
          <Empty what={t('contacts.none')} why={t('contacts.none.why')} />
        ) : (
          found.data?.contacts.map((one) => <ContactCard key={one.id} one={one} office={nameOf(one.office)} />)
        )}
      </Awaited>
    </Page>
  );
}
