import { NativeSelect } from '@mantine/core';

/** What a list is narrowed by, one of what can be chosen. */
export function FilterSelect({
  label,
  value,
  choices,
  onChange,
}: {
  label: string;
  value: string | undefined;
  choices: readonly { readonly value: string; readonly label: string }[];
  onChange: (value: string) => void;
}) {
  return (
    <NativeSelect
      size="xs"
      w="8.5rem"
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[{ value: '', label }, ...choices]}
    />
  );
}
