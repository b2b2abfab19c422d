import { Checkbox, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { LANGUAGES, useWords } from '../../language/index.js';
import { One, Several } from '../../ui/choices.js';
import { Section } from '../../ui/parts.js';
import type { Part } from './part.js';

/** What it is about: the offence, a title, a summary, and what makes it trafficking. */
export function What({ value, set, change, faultOf }: Part) {
  const { t, language, alert: words } = useWords();
  const trafficking = value.trafficking ?? { acts: [], means: [], purposes: [], concernsChildren: false };
  return (
    <Section title={t('write.what')}>
      <Stack gap="sm">
        <One
          label={words.heading.offence}
          words={words.offence}
          value={value.offence}
          none={t('choose')}
          onChange={(offence) =>
            change({
              offence,
              ...(offence === 'smuggling' ? { trafficking: undefined } : { trafficking }),
            })
          }
        />
        <Group align="flex-end" gap="xs" wrap="nowrap">
          <TextInput
            flex={1}
            label={t('write.title')}
            description={t('write.title.hint')}
            value={value.title?.text ?? ''}
            onChange={(event) =>
              set('title', { language: value.title?.language ?? language, text: event.currentTarget.value })
            }
            error={value.title?.text ? faultOf('title') : undefined}
            maxLength={200}
          />
          <NativeSelect
            label={t('write.language')}
            value={value.title?.language ?? language}
            onChange={(event) => {
              const tag = event.currentTarget.value;
              change({
                title: { language: tag, text: value.title?.text ?? '' },
                summary: { language: tag, text: value.summary?.text ?? '' },
              });
            }}
            data={Object.entries(LANGUAGES).map(([tag, label]) => ({ value: tag, label }))}
          />
        </Group>
        <Textarea
          label={words.heading.summary}
          description={t('write.summary.hint')}
          autosize
          minRows={3}
          value={value.summary?.text ?? ''}
          onChange={(event) =>
            set('summary', { language: value.summary?.language ?? language, text: event.currentTarget.value })
          }
        />
        {value.offence && value.offence !== 'smuggling' && (
          <Stack gap="xs">
            <Several
              label={t('write.acts')}
              words={words.act}
              value={trafficking.acts}
              onChange={(acts) => set('trafficking', { ...trafficking, acts })}
            />
            <Several
              label={t('write.means')}
              words={words.means}
              value={trafficking.means}
              onChange={(means) => set('trafficking', { ...trafficking, means })}
            />
            <Several
              label={t('write.purposes')}
              words={words.purpose}
              value={trafficking.purposes}
              onChange={(purposes) => set('trafficking', { ...trafficking, purposes })}
            />
            <Checkbox
              label={words.label.concernsChildren}
              checked={trafficking.concernsChildren}
              onChange={(event) =>
                set('trafficking', { ...trafficking, concernsChildren: event.currentTarget.checked })
              }
            />
          </Stack>
        )}
      </Stack>
    </Section>
  );
}
