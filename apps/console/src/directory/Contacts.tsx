import { Button, Checkbox, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { api } from '../api/client.js';
import { useWords } from '../language/index.js';
import { useMe } from '../sign-in/session.js';
import { oneOf, useFilters } from '../ui/filters.js';
import { Awaited, Empty, Page } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';
import { ContactForm } from './ContactForm.js';
import { type Contact, ContactCard } from './contact-card.js';
import { publish } from './publish.js';
import { useUnitNames } from './unit-names.js';

const ROLES = ['focal-point', 'liaison-officer', 'duty-desk'] as const;

/** Whom to call: by member, language, what they are, and who is there now. */
export default function Contacts() {
  const { t, tongue } = useWords();
  const { holds } = useMe();
  const { nameOf, units, memberNameOf } = useUnitNames();
  const offices = holds('liaison-officer');
  const [office] = offices;
  const client = useQueryClient();
  const refresh = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => /directory|contacts/.test(String(queryKey[1])) });
  const [edited, setEdited] = useState<Contact | 'new'>();
  const [erased, setErased] = useState<Contact>();
  const { filters, set } = useFilters();
  const [typed, setTyped] = useState(filters.text ?? '');
  const [text] = useDebouncedValue(typed.trim(), 250);
  const query = {
    ...(text && { text }),
    ...(filters.member && { member: filters.member }),
    ...(filters.language && { language: filters.language }),
    ...(filters.role && { role: oneOf(ROLES, filters.role) }),
    ...(filters.onDuty && { onDuty: oneOf(['true'], filters.onDuty) }),
  };
  const found = api.useQuery('get', '/api/v1/contacts', { params: { query } });
  const members = [...new Set(units.map((one) => one.member))];
  const languages = [...new Set(units.flatMap((one) => one.languages))];
  return (
    <Page
      title={t('contacts')}
      aside={office && <Button onClick={() => setEdited('new')}>{t('contacts.publish')}</Button>}
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
          data={[
            { value: '', label: t('country') },
            ...members.map((value) => ({ value, label: memberNameOf(value) })),
          ]}
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
            ...ROLES.map((value) => ({
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
      {office && edited && (
        <ContactForm
          key={edited === 'new' ? 'new' : edited.id}
          office={edited === 'new' ? office : edited.office}
          before={edited === 'new' ? undefined : edited}
          onDone={() => {
            setEdited(undefined);
            void refresh();
          }}
          onCancel={() => setEdited(undefined)}
        />
      )}
      <Awaited of={found}>
        {found.data?.contacts.length === 0 ? (
          <Empty
            what={t(Object.keys(query).length > 0 ? 'contacts.none' : 'contacts.empty')}
            why={t('contacts.none.why')}
          />
        ) : (
          found.data?.contacts.map((one) => (
            <ContactCard key={one.id} one={one} office={nameOf(one.office)}>
              {offices.includes(one.office) && (
                <Group gap="xs" mt={6} data-print="no">
                  <Button size="compact-sm" variant="default" onClick={() => setEdited(one)}>
                    {t('contacts.change')}
                  </Button>
                  <Button size="compact-sm" variant="subtle" color="red" onClick={() => setErased(one)}>
                    {t('contacts.erase')}
                  </Button>
                </Group>
              )}
            </ContactCard>
          ))
        )}
      </Awaited>
      {erased && (
        <EraseContact
          one={erased}
          onClose={() => setErased(undefined)}
          onDone={() => {
            setErased(undefined);
            void refresh();
          }}
        />
      )}
    </Page>
  );
}

/** Cannot be undone: every node erases the person's data with the statement. */
function EraseContact({ one, onClose, onDone }: { one: Contact; onClose: () => void; onDone: () => void }) {
  const { t } = useWords();
  const { busy, error, attempt } = useAttempt();
  const erase = () =>
    attempt(async () => {
      await publish(one.office, { type: 'contact-erased', contact: one.id });
      notifications.show({ message: t('contacts.erased') });
      onDone();
    });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('contacts.erase.title', { name: one.contact.name })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('contacts.erase.why')}</Text>
        <ProblemText error={error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button color="red" loading={busy} onClick={() => void erase()}>
            {t('contacts.erase.go')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
