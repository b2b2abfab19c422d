import { Chip, Group, Input, NativeSelect, TagsInput } from '@mantine/core';

interface Coded<Code extends string> {
  readonly label: string;
  /** Words for every code. */
  readonly words: Readonly<Record<Code, string>>;
}

/** One of a few codes. */
export function One<Code extends string>({
  label,
  words,
  value,
  onChange,
  none,
  error,
}: Coded<Code> & {
  value: Code | undefined;
  onChange: (code: Code) => void;
  none: string;
  error?: string | undefined;
}) {
  return (
    <NativeSelect
      label={label}
      error={error}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value as Code)}
      data={[
        ...(value ? [] : [{ value: '', label: none, disabled: true }]),
        ...(Object.entries(words) as [Code, string][]).map(([code, word]) => ({ value: code, label: word })),
      ]}
    />
  );
}

/** Any of a few codes. */
export function Several<Code extends string>({
  label,
  words,
  value,
  onChange,
}: Coded<Code> & { value: readonly Code[] | undefined; onChange: (codes: Code[]) => void }) {
  return (
    <Input.Wrapper label={label} labelElement="div">
      <Chip.Group multiple value={[...(value ?? [])]} onChange={(codes) => onChange(codes as Code[])}>
        <Group gap={6} role="group" aria-label={label}>
          {(Object.entries(words) as [Code, string][]).map(([code, word]) => (
            <Chip key={code} value={code} size="xs">
              {word}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  );
}

/** Countries, languages and the like: shown and typed by name, kept by code. */
export function ByName({
  label,
  codes,
  value,
  onChange,
  nameOf,
  error,
}: {
  label: string;
  codes: readonly string[];
  value: readonly string[] | undefined;
  onChange: (codes: string[]) => void;
  nameOf: (code: string) => string;
  error?: string | undefined;
}) {
  const byName = new Map([...codes, ...(value ?? [])].map((code) => [nameOf(code), code]));
  return (
    <TagsInput
      label={label}
      error={error}
      data={[...byName.keys()].sort()}
      value={(value ?? []).map(nameOf)}
      onChange={(names) => onChange(names.flatMap((name) => byName.get(name) ?? []))}
    />
  );
}
