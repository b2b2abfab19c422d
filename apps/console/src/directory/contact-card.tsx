import { Anchor, Badge, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Answer } from '../api/client.js';
import { useWords } from '../language/index.js';
import { Section } from '../ui/parts.js';

export type Contact = Answer<'/api/v1/contacts'>['contacts'][number];

/** Whom to call now, in which language; and what the clock says there. */
export function ContactCard({ one, office, children }: { one: Contact; office: string; children?: ReactNode }) {
  const { t, tongue, listed, inZone } = useWords();
  const { contact } = one;
  return (
    <Section>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Text fw={600}>
            <bdi>{contact.name}</bdi>
          </Text>
          <Text size="sm" c="dimmed">
            {t(`contact.${contact.role}`)} · {office}
            {contact.function && ` · ${contact.function}`}
          </Text>
          <Text size="sm">{t('contact.speaks', { languages: listed(contact.languages.map(tongue)) })}</Text>
          {contact.telephones.map((phone) => (
            <Text size="sm" key={String(phone.number)}>
              <Anchor href={`tel:${String(phone.number).replace(/\s/g, '')}`}>
                <bdi dir="ltr">{String(phone.number)}</bdi>
              </Anchor>{' '}
              ({t(`phone.${phone.use}`)})
            </Text>
          ))}
          {contact.mails.map((mail) => (
            <Text size="sm" key={mail}>
              <Anchor href={`mailto:${mail}`}>
                <bdi dir="ltr">{mail}</bdi>
              </Anchor>
            </Text>
          ))}
          {contact.outOfHours && (
            <Text size="sm">
              {t('contact.out-of-hours')}: <bdi dir="ltr">{String(contact.outOfHours.telephone)}</bdi>{' '}
              {contact.outOfHours.note}
            </Text>
          )}
          {children}
        </div>
        <div>
          <Badge variant="light" color={one.onDuty ? 'teal' : 'gray'}>
            {t(one.onDuty ? 'contact.there' : 'contact.away')}
          </Badge>
          <Text size="xs" c="dimmed" mt={4}>
            {inZone(Date.now(), contact.timeZone)}
          </Text>
        </div>
      </Group>
    </Section>
  );
}
