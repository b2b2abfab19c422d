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
import { COUNTRY } from '#libs/geography/formats.js';
import { useWords } from '../language/index.js';
import { Attach, useFilesOfForm } from './Attach.js';
import styles from './attach.module.css';
import { useCountries } from './countries.js';
import { useFieldWords } from './field-words.js';
import { localMinute } from './local-minute.js';
import {
  emptyOf,
  type Fault,
  type Fields,
  isUpload,
  isWords,
  LONG,
  newItem,
  type Schema,
  typeOf,
  variantsOf,
} from './schema.js';
import { WordsField } from './WordsField.js';

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
/** A form that is as the node's own schema says: a field that is added there is here. */
export function SchemaForm(props: Props) {
  const { name, path, schema, value, onChange, required, faults = [] } = props;
  const { labelOf, codeOf } = useFieldWords();
  const label = labelOf(name);
  const fault = faults.find((one) => one.field === path)?.expected;
  const common = { label, error: fault, withAsterisk: required ?? false };
  const countries = useCountries();
  const choices = props.choices?.[name] ?? (schema.format === COUNTRY ? countries : undefined);
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
  const fields = (value ?? {}) as Fields;
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
  const value = (props.value ?? {}) as Fields;
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
          props.onChange({ ...(emptyOf(next) as Fields), ...Object.fromEntries(kept) });
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
  const countries = useCountries();
  const closed =
    each.format === COUNTRY ? countries : each.enum?.map((code) => ({ value: code, label: codeOf(code, each.enum) }));
  const choices = common.choices?.[name] ?? closed;
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
