import {
  ActionIcon,
  Button,
  Checkbox,
  Fieldset,
  Group,
  MultiSelect,
  NativeSelect,
  NumberInput,
  Stack,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { LANGUAGES, useWords } from '../language/index.js';
import { Attach, useFilesOfForm } from './Attach.js';
import styles from './attach.module.css';
import { useFieldWords } from './field-words.js';
import { localMinute } from './local-minute.js';

/** As much of JSON Schema (2020-12) as the node's own forms use. */
export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly prefixItems?: readonly Schema[];
}
export type Fault = { readonly field: string; readonly expected: string };

interface Common {
  /** Languages that the other side reads: what is written gets a field for a translation into the first of them. */
  readonly translateTo?: string | undefined;
  readonly faults?: readonly Fault[];
  /** What a label or a code may be chosen from, by the field's name. */
  readonly choices?: Readonly<Record<string, readonly { value: string; label: string }[]>>;
}
interface Props extends Common {
  readonly name: string;
  readonly path: string;
  readonly schema: Schema;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly required?: boolean;
}
type Record_ = Record<string, unknown>;

const isWords = (schema: Schema): boolean => Boolean(schema.properties?.language && schema.properties.text);
const isUpload = (schema: Schema): boolean => Boolean(schema.properties?.name && schema.properties.caption);
const variantsOf = (schema: Schema): readonly Schema[] | undefined => schema.oneOf ?? schema.anyOf;
const typeOf = (schema: Schema): string =>
  String(schema.properties?.type?.const ?? schema.properties?.decision?.const ?? '');
/** LONG: what is told at length gets a field of several lines. */
const LONG = 400;

/** What a field of this schema begins with. */
export function emptyOf(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const;
  const variants = variantsOf(schema);
  if (variants) return emptyOf(variants[0]!);
  if (schema.type === 'object' && schema.properties) {
    return Object.fromEntries(
      Object.entries(schema.properties)
        .filter(
          ([name, one]) =>
            schema.required?.includes(name) &&
            ((one.type === 'object' && !isWords(one)) || one.const !== undefined || one.type === 'boolean'),
        )
        .map(([name, one]) => [name, emptyOf(one)]),
    );
  }
  if (schema.type === 'array') return [];
  if (schema.type === 'boolean') return false;
  return undefined;
}

/** A form that is as the node's own schema says: a field that is added there is here. */
export function SchemaForm(props: Props) {
  const { name, path, schema, value, onChange, required, faults = [] } = props;
  const { labelOf, codeOf } = useFieldWords();
  const label = labelOf(name);
  const fault = faults.find((one) => one.field === path)?.expected;
  const common = { label, error: fault, withAsterisk: required ?? false };
  const choices = props.choices?.[name];
  if (schema.const !== undefined) return null;
  if (isWords(schema)) return <WordsField {...props} label={label} fault={fault} />;
  if (isUpload(schema)) return <UploadField {...props} label={label} />;
  const variants = variantsOf(schema);
  if (variants?.every((one) => one.type === 'object')) return <Variants {...props} variants={variants} />;
  if (variants) return <SchemaForm {...props} schema={{ ...variants[0]!, pattern: undefined } as Schema} />;
  if (schema.type !== 'array' && (schema.enum || choices)) {
    const data = choices ?? schema.enum!.map((code) => ({ value: code, label: codeOf(code, schema.enum) }));
    return (
      <NativeSelect
        {...common}
        value={String(value ?? '')}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
        data={[{ value: '', label: '—' }, ...data]}
      />
    );
  }
  if (schema.type === 'object') return <ObjectField {...props} label={label} />;
  if (schema.type === 'array') return <ListField {...props} label={label} />;
  if (schema.type === 'boolean')
    return (
      <Checkbox label={label} checked={Boolean(value)} onChange={(event) => onChange(event.currentTarget.checked)} />
    );
  if (schema.type === 'integer' || schema.type === 'number')
    return (
      <NumberInput
        {...common}
        value={(value as number) ?? ''}
        min={schema.minimum ?? 0}
        hideControls
        onChange={(typed) => onChange(typed === '' ? undefined : Number(typed))}
      />
    );
  const type = schema.format === 'date' ? 'date' : schema.format === 'date-time' ? 'datetime-local' : undefined;
  if (type === 'datetime-local')
    return (
      <TextInput
        {...common}
        type={type}
        value={localMinute(value as string | undefined)}
        onChange={(event) =>
          onChange(event.currentTarget.value ? new Date(event.currentTarget.value).toISOString() : undefined)
        }
      />
    );
  const typed = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value || undefined);
  if ((schema.maxLength ?? 0) >= LONG)
    return <Textarea {...common} autosize value={String(value ?? '')} onChange={typed} />;
  return <TextInput {...common} type={type ?? 'text'} value={String(value ?? '')} onChange={typed} />;
}

function ObjectField({ schema, value, onChange, label, path, name, ...common }: Props & { label: string }) {
  const fields = (value ?? {}) as Record_;
  const inner = (
    <Stack gap="xs">
      {Object.entries(schema.properties ?? {}).map(([each, one]) => (
        <SchemaForm
          key={each}
          {...common}
          name={each}
          path={path ? `${path}.${each}` : each}
          schema={one}
          required={schema.required?.includes(each) ?? false}
          value={fields[each]}
          onChange={(next) => {
            const { [each]: _, ...rest } = fields;
            onChange(next === undefined ? rest : { ...rest, [each]: next });
          }}
        />
      ))}
    </Stack>
  );
  return name === '' ? inner : <Fieldset legend={label}>{inner}</Fieldset>;
}

function Variants({ variants, ...props }: Props & { variants: readonly Schema[] }) {
  const { labelOf, codeOf } = useFieldWords();
  const value = (props.value ?? {}) as Record_;
  const tag = variants[0]!.properties?.decision ? 'decision' : 'type';
  const types = variants.map(typeOf);
  const chosen = variants.find((one) => typeOf(one) === value[tag]) ?? variants[0]!;
  return (
    <Stack gap="xs">
      <NativeSelect
        label={labelOf(tag)}
        value={typeOf(chosen)}
        data={types.map((type) => ({ value: type, label: codeOf(type, types) }))}
        onChange={(event) => {
          const next = variants.find((one) => typeOf(one) === event.currentTarget.value)!;
          const kept = Object.entries(value).filter(([each]) => next.properties?.[each] && each !== tag);
          props.onChange({ ...(emptyOf(next) as Record_), ...Object.fromEntries(kept) });
        }}
      />
      <ObjectField {...props} schema={chosen} value={{ [tag]: typeOf(chosen), ...value }} name="" label="" />
    </Stack>
  );
}

function ListField({ schema, value, onChange, label, path, name, ...common }: Props & { label: string }) {
  const { t } = useWords();
  const { files } = useFilesOfForm();
  const items = (value ?? []) as unknown[];
  const each = schema.items ?? {};
  const { codeOf } = useFieldWords();
  const choices = common.choices?.[name] ?? each.enum?.map((code) => ({ value: code, label: codeOf(code, each.enum) }));
  const fault = common.faults?.find((one) => one.field === path)?.expected;
  if (choices)
    return (
      <MultiSelect
        label={label}
        error={fault}
        searchable
        data={[...choices]}
        value={items.map(String)}
        onChange={(next) => onChange(each.type === 'integer' ? next.map(Number) : next)}
      />
    );
  if (each.type === 'string' && !each.format)
    return <TagsInput label={label} error={fault} value={items.map(String)} onChange={onChange} />;
  if (each.type === 'integer')
    return (
      <TagsInput
        label={label}
        error={fault}
        value={items.map(String)}
        onChange={(next) => onChange(next.map(Number).filter(Number.isInteger))}
      />
    );
  return (
    <Fieldset legend={label}>
      <Stack gap="sm">
        {fault && (
          <Text size="sm" c="red">
            {fault}
          </Text>
        )}
        {items.map((item, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items have no name but their place
          <Group key={i} align="flex-start" wrap="nowrap" gap="xs">
            <Text size="sm" c="dimmed" mt={4}>
              {i + 1}
            </Text>
            <div className={styles.item}>
              <SchemaForm
                {...common}
                name=""
                path={`${path}[${i}]`}
                schema={each}
                value={item}
                onChange={(next) => onChange(items.map((one, j) => (j === i ? next : one)))}
              />
            </div>
            <ActionIcon
              variant="subtle"
              color="red"
              // A file on its way is for the item at this place.
              disabled={files.some((one) => one.path.startsWith(`${path}[`))}
              aria-label={t('remove-item', { number: i + 1, what: label })}
              onClick={() => onChange(items.filter((_, j) => j !== i))}
            >
              <Trash2 size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          w="fit-content"
          size="compact-sm"
          variant="default"
          leftSection={<Plus size={14} />}
          onClick={() => onChange([...items, newItem(each, name, items)])}
        >
          {t('add-item', { what: label })}
        </Button>
      </Stack>
    </Fieldset>
  );
}

/** Labels by which other fields name a thing, and numbers, are given in order. */
const LETTERS: Readonly<Record<string, string>> = {
  persons: 'P',
  places: 'L',
  accounts: 'A',
  devices: 'D',
  entities: 'S',
};
function newItem(schema: Schema, list: string, items: readonly unknown[]): unknown {
  const fresh = emptyOf(schema);
  if (typeof fresh !== 'object' || fresh === null || Array.isArray(fresh)) return fresh;
  const used = items.map((one) => one as Record_);
  const next = (taken: readonly number[]) => Math.max(0, ...taken) + 1;
  if (LETTERS[list])
    return { id: `${LETTERS[list]}${next(used.map((one) => Number(String(one.id).slice(1)) || 0))}`, ...fresh };
  if (schema.properties?.number) return { number: next(used.map((one) => Number(one.number) || 0)), ...fresh };
  return fresh;
}

interface WordsValue {
  readonly language: string;
  readonly text: string;
  readonly translations?: readonly { language: string; text: string }[];
}

/** What is said, in the writer's language, and beside it what the other side reads. */
function WordsField({
  value,
  onChange,
  label,
  fault,
  schema,
  required,
  translateTo,
}: Props & { label: string; fault: string | undefined }) {
  const { t, language, tongue } = useWords();
  const [ownTranslation, setOwnTranslation] = useState<string>();
  const words = value as WordsValue | undefined;
  const own = words?.language ?? language;
  const wanted =
    ownTranslation ??
    words?.translations?.[0]?.language ??
    (translateTo && translateTo !== own ? translateTo : undefined);
  const translates = Boolean(schema.properties?.translations);
  const put = (change: Partial<WordsValue>) => {
    const next = { language: own, text: '', ...words, ...change };
    onChange(next.text === '' && !next.translations?.length ? undefined : next);
  };
  const translate = (tag: string, text: string) => put({ translations: text ? [{ language: tag, text }] : [] });
  return (
    <div>
      <Group justify="space-between" gap="xs" align="flex-end" mb={2}>
        <Text component="span" size="sm" fw={600}>
          {label}
          {required && (
            <Text span inherit c="var(--mantine-color-error)" aria-hidden>
              {' *'}
            </Text>
          )}
        </Text>
        {translates && !wanted && (
          <Button size="compact-xs" variant="subtle" onClick={() => setOwnTranslation(own === 'en' ? 'fr' : 'en')}>
            {t('words.translate')}
          </Button>
        )}
      </Group>
      <Group gap="xs" align="flex-start" grow preventGrowOverflow={false}>
        <Textarea
          aria-label={label}
          lang={own}
          dir="auto"
          autosize
          minRows={1}
          error={fault}
          miw={220}
          value={words?.text ?? ''}
          description={<span className={styles.tongue}>{tongue(own)}</span>}
          onChange={(event) => put({ text: event.currentTarget.value })}
        />
        {translates && wanted && (
          <Textarea
            aria-label={`${label} (${tongue(wanted)})`}
            lang={wanted}
            dir="auto"
            autosize
            minRows={1}
            miw={220}
            description={
              <NativeSelect
                variant="unstyled"
                size="xs"
                classNames={{ root: styles.tongue, input: styles.tongueInput }}
                aria-label={t('words.translation')}
                value={wanted}
                data={Object.keys(LANGUAGES)
                  .filter((tag) => tag !== own)
                  .map((tag) => ({ value: tag, label: tongue(tag) }))}
                onChange={(event) => {
                  setOwnTranslation(event.currentTarget.value);
                  translate(event.currentTarget.value, words?.translations?.[0]?.text ?? '');
                }}
              />
            }
            value={words?.translations?.find((one) => one.language === wanted)?.text ?? ''}
            onChange={(event) => translate(wanted, event.currentTarget.value)}
          />
        )}
      </Group>
    </div>
  );
}

function UploadField({ value, onChange, label, path }: Props & { label: string }) {
  const { t } = useWords();
  const file = value as { name: string } | undefined;
  if (file?.name)
    return (
      <Group gap="xs">
        <Text size="sm">{t('attach.there')}</Text>
        <Button size="compact-sm" variant="subtle" color="red" onClick={() => onChange(undefined)}>
          {t('remove')}
        </Button>
      </Group>
    );
  return <Attach path={path} label={label} />;
}
