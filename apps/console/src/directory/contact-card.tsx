import { Anchor, Badge, Box, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Answer } from '#libs/api/routes.js';
import { useWords } from '../language/index.js';
import { Section } from '../ui/parts.js';

export type Contact = Answer<'/api/v1/contacts'>['contacts'][number];

/** Whom to call now, in which language; and what the clock says there. */
export function ContactCard({ one, office, children }: { one: Contact; office: string; children?: ReactNode }) {
  const { t, tongue, listed, inZone, colon } = useWords();
  const { contact } = one;
  return (
    <Section>
      <Group justify="space-between" align="flex-start">
        <Box flex="1 1 14rem" miw={0}>
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
              <Phone number={String(phone.number)} /> ({t(`phone.${phone.use}`)})
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
              {t('contact.out-of-hours')}
              {colon}
              <Phone number={String(contact.outOfHours.telephone)} /> {contact.outOfHours.note}
            </Text>
          )}
          {children}
        </Box>
        <Stack gap={4} align="flex-end">
          <Badge variant="light" color={one.onDuty ? 'teal' : 'gray'}>
            {t(one.onDuty ? 'contact.there' : 'contact.away')}
          </Badge>
          <Text size="xs" c="dimmed">
            {t('contact.their-time', { at: inZone(Date.now(), contact.timeZone) })}
          </Text>
        </Stack>
      </Group>
    </Section>
  );
}

const Phone = ({ number }: { number: string }) => (
  <Anchor href={`tel:${number.replace(/\s/g, '')}`} size="sm">
    <bdi dir="ltr">{number}</bdi>
  </Anchor>
);
