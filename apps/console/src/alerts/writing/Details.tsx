import { Accordion, ActionIcon, Button, Group, Stack, TagsInput, Text, Textarea, TextInput } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { useWords } from '../../language/index.js';
import { ByName, One, Several } from '../../ui/choices.js';
import { COUNTRIES } from '../../ui/countries.js';
import type { Part } from './part.js';

const AGE_BANDS = ['0-11', '12-15', '16-17', '18-24', '25-34', '35-59', '60+'] as const;
const asWords = <Code extends string>(codes: readonly Code[]): Record<Code, string> =>
  Object.fromEntries(codes.map((code) => [code, code])) as unknown as Record<Code, string>;

/** What is told where it is known: the network, those at risk, documents, lessons. */
export function Details({ value, set }: Part) {
  const { t, language, alert: words, country } = useWords();
  const network = value.network ?? { label: '', structure: 'unknown' as const };
  const atRisk = value.atRisk ?? { sex: 'unknown' as const };
  return (
    <Accordion variant="separated" multiple mb="sm">
      <Accordion.Item value="network">
        <Accordion.Control>{words.heading.network}</Accordion.Control>
        <Accordion.Panel>
          <Stack gap="xs">
            <TextInput
              label={t('write.network')}
              description={t('write.network.hint')}
              value={network.label}
              onChange={(event) =>
                set('network', event.currentTarget.value ? { ...network, label: event.currentTarget.value } : undefined)
              }
            />
            {value.network && (
              <>
                <TagsInput
                  label={words.label.alsoKnownAs}
                  value={network.aliases ?? []}
                  onChange={(aliases) => set('network', { ...network, aliases })}
                />
                <One
                  label={words.label.structure}
                  words={words.structure}
                  value={network.structure}
                  none={t('choose')}
                  onChange={(structure) => set('network', { ...network, structure })}
                />
                <Several
                  label={words.label.roles}
                  words={words.networkRole}
                  value={network.roles}
                  onChange={(roles) => set('network', { ...network, roles })}
                />
                <ByName
                  label={words.label.nationalities}
                  codes={COUNTRIES}
                  nameOf={country}
                  value={network.nationalities}
                  onChange={(nationalities) => set('network', { ...network, nationalities })}
                />
              </>
            )}
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
      <Accordion.Item value="atRisk">
        <Accordion.Control>{words.heading.atRisk}</Accordion.Control>
        <Accordion.Panel>
          <Stack gap="xs">
            <Text size="sm" c="dimmed">
              {t('write.at-risk.hint')}
            </Text>
            <Several
              label={words.label.ages}
              words={asWords(AGE_BANDS)}
              value={atRisk.ageBands}
              onChange={(ageBands) => set('atRisk', { ...atRisk, ageBands })}
            />
            <One
              label={words.label.sex}
              words={words.sex}
              value={atRisk.sex}
              none={t('choose')}
              onChange={(sex) => set('atRisk', { ...atRisk, sex })}
            />
            <Several
              label={words.label.vulnerabilities}
              words={words.vulnerability}
              value={atRisk.vulnerabilities}
              onChange={(vulnerabilities) => set('atRisk', { ...atRisk, vulnerabilities })}
            />
            <ByName
              label={words.label.nationalities}
              codes={COUNTRIES}
              nameOf={country}
              value={atRisk.nationalities}
              onChange={(nationalities) => set('atRisk', { ...atRisk, nationalities })}
            />
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
      <Accordion.Item value="documents">
        <Accordion.Control>{words.heading.documents}</Accordion.Control>
        <Accordion.Panel>
          <Stack gap="xs">
            {(value.documents ?? []).map((one, i) => {
              const change = (by: Partial<typeof one>) =>
                set(
                  'documents',
                  value.documents!.map((each, j) => (j === i ? { ...each, ...by } : each)),
                );
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: findings have no name but their place
                <Group key={i} gap="xs" align="flex-end">
                  <One
                    label={t('write.document')}
                    words={words.document}
                    value={one.document}
                    none={t('choose')}
                    onChange={(document) => change({ document })}
                  />
                  <One
                    label={t('write.abuse')}
                    words={words.abuse}
                    value={one.abuse}
                    none={t('choose')}
                    onChange={(abuse) => change({ abuse })}
                  />
                  <ActionIcon
                    variant="subtle"
                    color="red"
                    aria-label={t('remove')}
                    onClick={() =>
                      set(
                        'documents',
                        value.documents!.filter((_, j) => j !== i),
                      )
                    }
                  >
                    <Trash2 size={16} />
                  </ActionIcon>
                </Group>
              );
            })}
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => set('documents', [...(value.documents ?? []), { document: 'passport', abuse: 'forged' }])}
            >
              {t('write.add-document')}
            </Button>
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
      <Accordion.Item value="lessons">
        <Accordion.Control>{words.heading.lessons}</Accordion.Control>
        <Accordion.Panel>
          {(['lessons', 'technology'] as const).map((field) => (
            <Textarea
              key={field}
              label={words.heading[field]}
              autosize
              minRows={2}
              mb="xs"
              value={value[field]?.[0]?.text ?? ''}
              onChange={(event) => {
                const text = event.currentTarget.value;
                set(field, text ? [{ language: value.title?.language ?? language, text }] : []);
              }}
            />
          ))}
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
