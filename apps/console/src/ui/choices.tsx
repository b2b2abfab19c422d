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

/** Countries by name, kept by code. */
export function Countries({
  label,
  codes,
  value,
  onChange,
  country,
}: {
  label: string;
  codes: readonly string[];
  value: readonly string[] | undefined;
  onChange: (codes: string[]) => void;
  country: (code: string) => string;
}) {
  const byName = new Map(codes.map((code) => [country(code), code]));
  return (
    <TagsInput
      label={label}
      data={[...byName.keys()].sort()}
      value={(value ?? []).map(country)}
      onChange={(names) => onChange(names.flatMap((name) => byName.get(name) ?? []))}
    />
  );
}
