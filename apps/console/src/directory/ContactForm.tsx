import { Button, Group, NativeSelect, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { type Body, node } from '../api/client.js';
import { useWords } from '../language/index.js';
import { Columns, Section } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';
import type { Contact } from './contact-card.js';

type Saying = Extract<Body<'/api/v1/directory/drafts', 'post'>['saying'], { type: 'contact-published' }>;
type Record_ = Saying['record'];
const WEEK = [1, 2, 3, 4, 5];

/** A contact as the office publishes it: sealed to the members, signed by the office, in the log. */
export function ContactForm({
  office,
  before,
  onDone,
  onCancel,
}: {
  office: string;
  before?: Contact;
  onDone: () => void;
  onCancel: () => void;
}) {
  const { t } = useWords();
  const [form, setForm] = useState(() => ({
    name: before?.contact.name ?? '',
    role: (before?.contact.role ?? 'focal-point') as Record_['role'],
    function: before?.contact.function ?? '',
    languages: before?.contact.languages ?? ['fr'],
    telephone: String(before?.contact.telephones[0]?.number ?? ''),
    use: (before?.contact.telephones[0]?.use ?? 'office') as 'office',
    mail: before?.contact.mails[0] ?? '',
    timeZone: before?.contact.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    from: before?.contact.hours[0]?.from ?? '08:00',
    until: before?.contact.hours[0]?.until ?? '17:00',
    outOfHours: String(before?.contact.outOfHours?.telephone ?? ''),
  }));
  const { busy, error, attempt } = useAttempt();
  const set = (field: keyof typeof form) => (event: { currentTarget: { value: string } }) =>
    setForm({ ...form, [field]: event.currentTarget.value });
  const publish = () =>
    attempt(async () => {
      const record: Record_ = {
        name: form.name,
        role: form.role,
        ...(form.function && { function: form.function }),
        languages: form.languages,
        telephones: form.telephone ? [{ number: form.telephone, use: form.use }] : [],
        mails: form.mail ? [form.mail] : [],
        timeZone: form.timeZone,
        hours: [{ days: WEEK, from: form.from, until: form.until }],
        ...(form.outOfHours && { outOfHours: { telephone: form.outOfHours } }),
      };
      const saying = before
        ? ({ type: 'contact-changed', contact: before.id, record } as const)
        : ({ type: 'contact-published', record } as const);
      const { data } = await node.POST('/api/v1/directory/drafts', { body: { author: office, saying } });
      await node.POST('/api/v1/directory/drafts/{id}/signature', { params: { path: { id: data!.id } } });
      notifications.show({ message: t('contacts.published') });
      onDone();
    });
  return (
    <Section title={t(before ? 'contacts.change' : 'contacts.publish')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('contacts.publish.why')}
        </Text>
        <Columns of={2}>
          <TextInput label={t('contact.name')} value={form.name} onChange={set('name')} required />
          <NativeSelect
            label={t('contact.role')}
            value={form.role}
            onChange={set('role')}
            data={['focal-point', 'liaison-officer', 'duty-desk'].map((value) => ({
              value,
              label: t(`contact.${value}`),
            }))}
          />
          <TextInput label={t('contact.function')} value={form.function} onChange={set('function')} />
          <TagsInput
            label={t('contact.languages')}
            value={form.languages}
            data={['fr', 'en', 'pt', 'es', 'ar', 'ha', 'wo']}
            onChange={(languages) => setForm({ ...form, languages })}
          />
          <TextInput
            label={t('contact.telephone')}
            placeholder="+227 20 00 00 00"
            dir="ltr"
            value={form.telephone}
            onChange={set('telephone')}
          />
          <NativeSelect
            label={t('contact.use')}
            value={form.use}
            onChange={set('use')}
            data={['office', 'mobile', 'secure', 'fax'].map((value) => ({ value, label: t(`phone.${value}`) }))}
          />
          <TextInput label={t('contact.mail')} dir="ltr" value={form.mail} onChange={set('mail')} />
          <NativeSelect
            label={t('contact.zone')}
            value={form.timeZone}
            onChange={set('timeZone')}
            data={Intl.supportedValuesOf('timeZone')}
          />
          <TextInput type="time" label={t('contact.from')} value={form.from} onChange={set('from')} />
          <TextInput type="time" label={t('contact.until')} value={form.until} onChange={set('until')} />
          <TextInput label={t('contact.out-of-hours')} dir="ltr" value={form.outOfHours} onChange={set('outOfHours')} />
        </Columns>
        <ProblemText error={error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button loading={busy} disabled={form.name.trim() === ''} onClick={() => void publish()}>
            {t('contacts.sign')}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
