import { TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';

const PAUSE_MS = 300;

interface Typed {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (words: string) => void;
}

/** Words to look for. */
export const SearchBox = (typed: Typed) => (
  <TypedFilter {...typed} w={240} data-search leftSection={<Search size={14} />} />
);

/** What a list is narrowed by, as it is typed: asked for once the typing pauses. */
export function TypedFilter({ label, value = '', onChange, ...input }: Typed & Omit<TextInputProps, keyof Typed>) {
  const [typed, setTyped] = useState(value);
  const ask = useDebouncedCallback(onChange, PAUSE_MS);
  useEffect(() => setTyped(value), [value]);
  return (
    <TextInput
      size="xs"
      {...input}
      placeholder={label}
      aria-label={label}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        ask(event.currentTarget.value);
      }}
    />
  );
}
