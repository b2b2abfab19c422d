import {
  ActionIcon,
  Button,
  Checkbox,
  Fieldset,
  Group,
  NativeSelect,
  Stack,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Plus, Trash2 } from 'lucide-react';
import { Problem } from '#libs/api/problem.js';
import type { Body } from '#libs/api/routes.js';
import { useWords } from '../language/index.js';
import { useKept } from '../offline/use-kept.js';
import { ByName } from '../ui/choices.js';
import { KeptHere } from '../ui/KeptHere.js';
import { Columns, Section } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';
import type { Contact } from './contact-card.js';
import { publish } from './publish.js';

type Saying = Extract<Body<'/api/v1/directory/drafts', 'post'>['saying'], { type: 'contact-published' }>;
type Written = Saying['record'];
type Phone = Written['telephones'][number];
type Hours = Written['hours'][number];

const ROLES = ['focal-point', 'liaison-officer', 'duty-desk'] as const;
const LINES = ['office', 'mobile', 'secure', 'fax'] as const;
const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'ha', 'it', 'nl', 'pt', 'tr', 'wo'];
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];
const WEEK: Hours = { days: [1, 2, 3, 4, 5], from: '08:00', until: '17:00' };
/** A Monday, from which the names of the week's days are told. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** A contact as the office publishes or changes it: sealed to the members, signed by the office, in the log. */
export function ContactForm({
  office,
  before,
  onDone,
  onCancel,
}: {
  office: string;
  before?: Contact | undefined;
  onDone: () => void;
  onCancel: () => void;
}) {
  const { t, tongue, say } = useWords();
  const kept = useKept<Written>(`contact ${office} ${before?.id ?? 'new'}`, {
    name: '',
    role: 'focal-point',
    languages: [],
    telephones: [{ number: '', use: 'office' }],
    mails: [],
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    hours: [WEEK],
    ...(before?.contact as Written | undefined),
  });
  const { value: form, change } = kept;
  const { busy, error, attempt } = useAttempt();
  /** What the node found wrong with a field of the record. */
  const faultIn = (field: string): string | undefined => {
    const found = error instanceof Problem && error.faults.find((one) => one.field.endsWith(`record.${field}`));
    return found ? say(found.phrase) : undefined;
  };
  const sign = () =>
    attempt(async () => {
      const { function: duty, outOfHours, ...rest } = form;
      const record: Written = {
        ...rest,
        telephones: form.telephones.filter((one) => String(one.number).trim() !== ''),
        ...(duty?.trim() && { function: duty }),
        ...(String(outOfHours?.telephone ?? '').trim() && { outOfHours }),
      };
      const saying = before
        ? ({ type: 'contact-changed', contact: before.id, record } as const)
        : ({ type: 'contact-published', record } as const);
      await publish(office, saying);
      await kept.forget();
      notifications.show({ message: t('contacts.published') });
      onDone();
    });
  const phone = (i: number, by: Partial<Phone>) =>
    change({ telephones: form.telephones.map((one, j) => (j === i ? { ...one, ...by } : one)) });
  return (
    <Section title={t(before ? 'contacts.change' : 'contacts.publish')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('contacts.publish.why')}
        </Text>
        <KeptHere kept={kept} />
        <Columns of={2}>
          <TextInput
            label={t('contact.name')}
            value={form.name}
            error={faultIn('name')}
            onChange={(event) => change({ name: event.currentTarget.value })}
            required
          />
          <NativeSelect
            label={t('contact.role')}
            value={form.role}
            onChange={(event) => change({ role: event.currentTarget.value as Written['role'] })}
            data={ROLES.map((value) => ({ value, label: t(`contact.${value}`) }))}
          />
          <TextInput
            label={t('contact.function')}
            value={form.function ?? ''}
            error={faultIn('function')}
            onChange={(event) => change({ function: event.currentTarget.value })}
          />
          <ByName
            label={t('contact.languages')}
            codes={LANGUAGES}
            nameOf={tongue}
            value={form.languages}
            error={faultIn('languages')}
            onChange={(languages) => change({ languages })}
          />
        </Columns>
        <Fieldset legend={t('contact.telephones')}>
          <Stack gap="xs">
            {form.telephones.map((one, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place
              <Group key={i} gap="xs" align="flex-start" wrap="nowrap">
                <TextInput
                  flex={1}
                  dir="ltr"
                  type="tel"
                  placeholder="+227 20 00 00 00"
                  aria-label={t('contact.telephone')}
                  value={String(one.number)}
                  error={faultIn(`telephones[${i}].number`)}
                  onChange={(event) => phone(i, { number: event.currentTarget.value })}
                />
                <NativeSelect
                  aria-label={t('contact.use')}
                  value={one.use}
                  onChange={(event) => phone(i, { use: event.currentTarget.value as Phone['use'] })}
                  data={LINES.map((value) => ({ value, label: t(`phone.${value}`) }))}
                />
                <Remove onClick={() => change({ telephones: form.telephones.filter((_, j) => j !== i) })} />
              </Group>
            ))}
            <Add
              what={t('contact.telephone')}
              onClick={() => change({ telephones: [...form.telephones, { number: '', use: 'mobile' }] })}
            />
          </Stack>
        </Fieldset>
        <TagsInput
          label={t('contact.mail')}
          dir="ltr"
          value={form.mails}
          error={form.mails.map((_, i) => faultIn(`mails[${i}]`)).find(Boolean)}
          onChange={(mails) => change({ mails })}
        />
        <Fieldset legend={t('contact.hours')}>
          <Stack gap="xs">
            <NativeSelect
              label={t('contact.zone')}
              value={form.timeZone}
              onChange={(event) => change({ timeZone: event.currentTarget.value })}
              data={ZONES}
            />
            {form.hours.map((one, i) => (
              <HoursLine
                // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place
                key={i}
                value={one}
                onChange={(next) => change({ hours: form.hours.map((each, j) => (j === i ? next : each)) })}
                onRemove={() => change({ hours: form.hours.filter((_, j) => j !== i) })}
              />
            ))}
            <Add what={t('contact.hours')} onClick={() => change({ hours: [...form.hours, WEEK] })} />
          </Stack>
        </Fieldset>
        <Columns of={2}>
          <TextInput
            label={t('contact.out-of-hours')}
            dir="ltr"
            type="tel"
            value={String(form.outOfHours?.telephone ?? '')}
            error={faultIn('outOfHours.telephone')}
            onChange={(event) => change({ outOfHours: { ...form.outOfHours, telephone: event.currentTarget.value } })}
          />
          <TextInput
            label={t('contact.out-of-hours.note')}
            value={form.outOfHours?.note ?? ''}
            onChange={(event) =>
              change({ outOfHours: { telephone: '', ...form.outOfHours, note: event.currentTarget.value } })
            }
          />
        </Columns>
        <ProblemText error={error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button
            loading={busy}
            disabled={form.name.trim() === '' || form.languages.length === 0}
            onClick={() => void sign()}
          >
            {t('contacts.sign')}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}

/** On which days of the week somebody is there, from when until when. */
function HoursLine({
  value,
  onChange,
  onRemove,
}: {
  value: Hours;
  onChange: (hours: Hours) => void;
  onRemove: () => void;
}) {
  const { t, weekday } = useWords();
  return (
    <Group gap="sm" align="flex-end">
      <Checkbox.Group
        label={t('contact.days')}
        value={value.days.map(String)}
        onChange={(days) => onChange({ ...value, days: days.map(Number).sort() })}
      >
        <Group gap="sm" mih={36}>
          {[1, 2, 3, 4, 5, 6, 7].map((day) => (
            <Checkbox key={day} value={String(day)} label={weekday(MONDAY + (day - 1) * DAY_MS)} />
          ))}
        </Group>
      </Checkbox.Group>
      <TextInput
        type="time"
        label={t('contact.from')}
        value={value.from}
        onChange={(event) => onChange({ ...value, from: event.currentTarget.value })}
      />
      <TextInput
        type="time"
        label={t('contact.until')}
        value={value.until}
        onChange={(event) => onChange({ ...value, until: event.currentTarget.value })}
      />
      <Remove onClick={onRemove} />
    </Group>
  );
}

function Remove({ onClick }: { onClick: () => void }) {
  const { t } = useWords();
  return (
    <ActionIcon variant="subtle" color="red" size="lg" aria-label={t('remove')} onClick={onClick}>
      <Trash2 size={16} />
    </ActionIcon>
  );
}

function Add({ what, onClick }: { what: string; onClick: () => void }) {
  const { t } = useWords();
  return (
    <Button w="fit-content" size="compact-sm" variant="default" leftSection={<Plus size={14} />} onClick={onClick}>
      {t('add-item', { what })}
    </Button>
  );
}
