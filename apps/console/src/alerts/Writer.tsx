import {
  Accordion,
  ActionIcon,
  Button,
  Checkbox,
  Group,
  Image,
  List,
  NativeSelect,
  Alert as Notice,
  NumberInput,
  Select,
  Stack,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useLocation } from 'wouter';
import { AudienceAside } from '../bulletins/Audience.js';
import { ReleaseBar } from '../bulletins/Release.js';
import { useMayWrite } from '../directory/use-may-write.js';
import { LANGUAGES, useWords } from '../language/index.js';
import { useFilesOnTheWay } from '../offline/files-on-the-way.js';
import { useDraft, useNewDraft } from '../offline/use-draft.js';
import { useMe } from '../sign-in/session.js';
import { Attach, FilesOfForm } from '../ui/Attach.js';
import { ByName, One, Several } from '../ui/choices.js';
import { COUNTRIES, useCountries } from '../ui/countries.js';
import { ChangedElsewhere, DraftBar } from '../ui/DraftBar.js';
import layout from '../ui/layout.module.css';
import { localMinute } from '../ui/local-minute.js';
import { Columns, Empty, Page, Section } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import styles from './alerts.module.css';
import { ALERT_DRAFTS, type AlertDraft, beginning, type Indicator, usePartName } from './draft-room.js';
import { HandlingFields } from './HandlingFields.js';

const RouteEditor = lazy(() => import('./RouteEditor.js'));
const AGE_BANDS = ['0-11', '12-15', '16-17', '18-24', '25-34', '35-59', '60+'] as const;
const asWords = <Code extends string>(codes: readonly Code[]): Record<Code, string> =>
  Object.fromEntries(codes.map((code) => [code, code])) as unknown as Record<Code, string>;

export function NewAlert() {
  const { t, language } = useWords();
  const { vault } = useMe();
  const [, go] = useLocation();
  const [unit] = useMayWrite().alerts;
  const error = useNewDraft(ALERT_DRAFTS, unit, beginning(language), vault, (id) =>
    go(`/write/${id}`, { replace: true }),
  );
  if (!unit) return <Empty what={t('write.no-role')} why={t('write.no-role.why')} />;
  return <ProblemText error={error} />;
}

export default function Writer({ id }: { id: string }) {
  const { t, say, language, alert: words, country, colon } = useWords();
  const partName = usePartName();
  const { vault } = useMe();
  const [, go] = useLocation();
  const draft = useDraft(ALERT_DRAFTS, id, vault, (given) => go(`/write/${given}`, { replace: true }));
  const { value, view } = draft;
  const files = useFilesOnTheWay(
    draft.place,
    draft.unit,
    value && ((_path, { name }) => draft.change({ ...value, files: [...(value.files ?? []), { name }] })),
  );
  const faults = (view?.faults ?? []).map((one) => ({ field: one.field, expected: say(one.phrase) }));
  if (draft.error && !value) return <ProblemText error={draft.error} />;
  if (!value) return null;
  const set = <K extends keyof AlertDraft>(field: K, next: AlertDraft[K]) => draft.change({ ...value, [field]: next });
  const fault = (field: string): string | undefined => {
    const found = faults.find(
      (one) => one.field === field || one.field.startsWith(`${field}.`) || one.field.startsWith(`${field}[`),
    );
    return found && t('write.expected', { what: found.expected });
  };
  const methods = value.methods ?? {};
  const network = value.network ?? { label: '', structure: 'unknown' as const };
  const atRisk = value.atRisk ?? { sex: 'unknown' as const };
  const trafficking = value.trafficking ?? { acts: [], means: [], purposes: [], concernsChildren: false };

  return (
    <Page wide title={value.title?.text || t('alerts.untitled')} aside={<DraftBar draft={draft} />}>
      <ChangedElsewhere draft={draft} />
      <ProblemText error={draft.error} />
      <div className={layout.split}>
        <div>
          <Section title={t('write.what')}>
            <Stack gap="sm">
              <One
                label={words.heading.offence}
                words={words.offence}
                value={value.offence}
                none={t('choose')}
                onChange={(offence) =>
                  draft.change({
                    ...value,
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
                  error={value.title?.text ? fault('title') : undefined}
                  maxLength={200}
                />
                <NativeSelect
                  label={t('write.language')}
                  value={value.title?.language ?? language}
                  onChange={(event) => {
                    const tag = event.currentTarget.value;
                    draft.change({
                      ...value,
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

          <Section title={words.heading.routes}>
            <Suspense>
              <RouteEditor routes={value.routes ?? []} onChange={(routes) => set('routes', routes)} />
            </Suspense>
          </Section>

          <Section title={words.heading.methods}>
            <Stack gap="xs">
              {(['recruitment', 'concealment', 'control', 'payment'] as const).map((kind) => (
                <Several
                  key={kind}
                  label={words.label[kind]}
                  words={words[kind] as Readonly<Record<string, string>>}
                  value={methods[kind] as readonly string[] | undefined}
                  onChange={(chosen) => set('methods', { ...methods, [kind]: chosen })}
                />
              ))}
              <Group gap="xs" align="flex-end">
                <NumberInput
                  label={t('write.price-from')}
                  value={methods.price?.least ?? ''}
                  min={0}
                  hideControls
                  w={130}
                  onChange={(least) => set('methods', withPrice(methods, { least: Number(least) }, least === ''))}
                />
                <NumberInput
                  label={t('write.price-to')}
                  value={methods.price?.most ?? ''}
                  min={0}
                  hideControls
                  w={130}
                  onChange={(most) => set('methods', withPrice(methods, { most: Number(most) }, most === ''))}
                />
                <NativeSelect
                  label={t('write.currency')}
                  value={methods.price?.currency ?? 'EUR'}
                  data={['EUR', 'XOF', 'XAF', 'USD', 'MAD', 'DZD', 'LYD', 'NGN', 'GBP']}
                  onChange={(event) =>
                    methods.price &&
                    set('methods', { ...methods, price: { ...methods.price, currency: event.currentTarget.value } })
                  }
                />
              </Group>
              <Textarea
                label={t('write.narrative')}
                autosize
                minRows={2}
                value={methods.narrative?.[0]?.text ?? ''}
                onChange={(event) => {
                  const text = event.currentTarget.value;
                  set('methods', {
                    ...methods,
                    narrative: text ? [{ language: value.title?.language ?? language, text }] : [],
                  });
                }}
              />
            </Stack>
          </Section>

          <Section title={words.heading.indicators}>
            <Indicators
              value={value.indicators ?? []}
              onChange={(indicators) => set('indicators', indicators)}
              faults={faults}
            />
          </Section>

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
                      set(
                        'network',
                        event.currentTarget.value ? { ...network, label: event.currentTarget.value } : undefined,
                      )
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
                    onClick={() =>
                      set('documents', [...(value.documents ?? []), { document: 'passport', abuse: 'forged' }])
                    }
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

          <Section title={words.heading.files}>
            <Stack gap="xs">
              {(value.files ?? []).map((file) => (
                <Group key={file.name} gap="xs" wrap="nowrap">
                  <Preview name={file.name} />
                  <TextInput
                    flex={1}
                    size="xs"
                    aria-label={t('write.caption')}
                    placeholder={t('write.caption')}
                    value={file.caption?.text ?? ''}
                    onChange={(event) => {
                      const text = event.currentTarget.value;
                      set(
                        'files',
                        value.files!.map((one) =>
                          one.name === file.name
                            ? {
                                name: one.name,
                                ...(text && { caption: { language: value.title?.language ?? language, text } }),
                              }
                            : one,
                        ),
                      );
                    }}
                  />
                  <ActionIcon
                    variant="subtle"
                    color="red"
                    aria-label={t('remove')}
                    onClick={() =>
                      set(
                        'files',
                        value.files!.filter((one) => one.name !== file.name),
                      )
                    }
                  >
                    <Trash2 size={16} />
                  </ActionIcon>
                </Group>
              ))}
              <FilesOfForm value={files}>
                <Attach path="files" />
              </FilesOfForm>
            </Stack>
          </Section>

          <Section title={t('write.judgement')}>
            <Columns of={2}>
              <One
                label={words.label.source}
                words={words.source}
                value={value.evaluation?.source}
                none={t('choose')}
                onChange={(source) => set('evaluation', { information: '4', ...value.evaluation, source })}
              />
              <One
                label={words.label.information}
                words={words.information}
                value={value.evaluation?.information}
                none={t('choose')}
                onChange={(information) => set('evaluation', { source: 'X', ...value.evaluation, information })}
              />
              <One
                label={words.label.likelihood}
                words={words.level}
                value={value.risk?.likelihood}
                none={t('choose')}
                onChange={(likelihood) => set('risk', { impact: 'medium', ...value.risk, likelihood })}
              />
              <One
                label={words.label.impact}
                words={words.level}
                value={value.risk?.impact}
                none={t('choose')}
                onChange={(impact) => set('risk', { likelihood: 'medium', ...value.risk, impact })}
              />
              <One
                label={words.label.asked}
                words={words.action}
                value={value.actionAsked}
                none={t('choose')}
                onChange={(actionAsked) => set('actionAsked', actionAsked)}
              />
              <TextInput
                type="datetime-local"
                label={words.label.validUntil}
                value={localMinute(value.validUntil)}
                error={fault('validUntil')}
                onChange={(event) =>
                  event.currentTarget.value && set('validUntil', new Date(event.currentTarget.value).toISOString())
                }
              />
            </Columns>
            <Checkbox
              mt="sm"
              label={t('write.urgent')}
              description={t('write.urgent.hint')}
              checked={value.urgent ?? false}
              onChange={(event) => set('urgent', event.currentTarget.checked)}
            />
          </Section>

          <Section title={t('write.handling')}>
            <Stack gap="sm">
              <HandlingFields
                value={handlingOf(value)}
                onChange={(by) => set('handling', { ...handlingOf(value), ...by })}
              />
              <Textarea
                label={t('write.conditions')}
                autosize
                value={value.handling?.conditions?.[0]?.text ?? ''}
                onChange={(event) => {
                  const text = event.currentTarget.value;
                  set('handling', {
                    ...handlingOf(value),
                    conditions: text ? [{ language: value.title?.language ?? language, text }] : [],
                  });
                }}
              />
            </Stack>
          </Section>
        </div>

        <aside className={layout.beside} aria-label={t('audience.title')}>
          {faults.length > 0 && (
            <Section title={t('write.missing', { count: faults.length })}>
              <List size="sm">
                {faults.slice(0, 12).map((one) => (
                  <List.Item key={one.field + one.expected}>
                    {partName(one.field)}
                    {colon}
                    {one.expected}
                  </List.Item>
                ))}
              </List>
            </Section>
          )}
          {view && view.warnings.length > 0 && (
            <Notice color="orange" title={t('write.privacy')} mb="sm">
              {view.warnings.map((one) => (
                <Text size="sm" key={one.field + one.found}>
                  <bdi>“{one.found}”</bdi>: {t(`privacy.${one.looksLike}`)}
                </Text>
              ))}
            </Notice>
          )}
          <AudienceAside kind="alert" draft={view} saving={draft.saving} />
        </aside>
      </div>
      <ReleaseBar kind="alert" draft={draft} filesComing={files.files.length} />
    </Page>
  );
}

const handlingOf = (value: AlertDraft): NonNullable<AlertDraft['handling']> => ({
  tlp: 'AMBER',
  code: 'H2',
  pap: 'AMBER',
  ...value.handling,
});

function withPrice(
  methods: NonNullable<AlertDraft['methods']>,
  by: { least?: number; most?: number },
  empty: boolean,
): NonNullable<AlertDraft['methods']> {
  const { price, ...rest } = methods;
  if (empty) return rest;
  const at = by.least ?? by.most ?? 0;
  return { ...rest, price: { least: at, most: at, currency: 'EUR', ...price, ...by } };
}

function Preview({ name }: { name: string }) {
  const [broken, setBroken] = useState(false);
  if (broken)
    return (
      <Text size="xs" ff="monospace">
        {name.slice(0, 8)}
      </Text>
    );
  return (
    <Image
      src={`/api/v1/files/${name}/preview`}
      alt=""
      className={styles.preview}
      onError={() => setBroken(true)}
      w="auto"
    />
  );
}

/** Identifiers, each judged as it is typed. */
function Indicators({
  value,
  onChange,
  faults,
}: {
  value: readonly Indicator[];
  onChange: (indicators: Indicator[]) => void;
  faults: readonly { field: string; expected: string }[];
}) {
  const { t, alert: words } = useWords();
  const countries = useCountries();
  const change = (i: number, by: object) =>
    onChange(value.map((one, j) => (j === i ? ({ ...one, ...by } as Indicator) : one)));
  return (
    <Stack gap="xs">
      {value.map((one, i) => {
        const fault = faults.find(
          ({ field }) => field.includes(`indicators[${i}]`) || field.includes(`indicators.${i}.`),
        );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: indicators have no name but their place
          <Group key={i} gap="xs" align="flex-start">
            <NativeSelect
              size="xs"
              aria-label={t('write.indicator-type')}
              value={one.type}
              data={Object.entries(words.indicator).map(([code, word]) => ({ value: code, label: word }))}
              onChange={(event) => {
                const type = event.currentTarget.value as Indicator['type'];
                const more =
                  type === 'plate' || type === 'document-number'
                    ? { country: '' }
                    : type === 'account'
                      ? { service: '' }
                      : {};
                onChange(
                  value.map((each, j) =>
                    j === i ? ({ type, value: each.value, confidence: each.confidence, ...more } as Indicator) : each,
                  ),
                );
              }}
            />
            {'country' in one && (
              <Select
                size="xs"
                w={150}
                searchable
                aria-label={t('country')}
                value={one.country}
                data={countries}
                onChange={(code) => code && change(i, { country: code })}
              />
            )}
            {'service' in one && (
              <TextInput
                size="xs"
                w={130}
                aria-label={t('write.service')}
                placeholder={t('write.service')}
                value={one.service}
                onChange={(event) => change(i, { service: event.currentTarget.value })}
              />
            )}
            <TextInput
              size="xs"
              flex={1}
              miw={150}
              dir="ltr"
              aria-label={words.indicator[one.type]}
              value={one.value}
              error={one.value && fault ? t('write.expected', { what: fault.expected }) : undefined}
              onChange={(event) => change(i, { value: event.currentTarget.value })}
            />
            <NativeSelect
              size="xs"
              aria-label={words.label.confidence}
              value={one.confidence}
              data={Object.entries(words.confidence).map(([code, word]) => ({ value: code, label: word }))}
              onChange={(event) => change(i, { confidence: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="red"
              aria-label={t('remove')}
              onClick={() => onChange(value.filter((_, j) => j !== i))}
            >
              <Trash2 size={16} />
            </ActionIcon>
          </Group>
        );
      })}
      <Button
        size="compact-sm"
        variant="default"
        w="fit-content"
        onClick={() => onChange([...value, { type: 'telephone', value: '', confidence: 'medium' }])}
      >
        {t('write.add-indicator')}
      </Button>
    </Stack>
  );
}
