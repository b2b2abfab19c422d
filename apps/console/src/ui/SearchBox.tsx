import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';

const PAUSE_MS = 300;

/** Words to look for: asked for once the typing pauses. */
export function SearchBox({
  label,
  value = '',
  onChange,
}: {
  label: string;
  value: string | undefined;
  onChange: (words: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  const ask = useDebouncedCallback(onChange, PAUSE_MS);
  useEffect(() => setTyped(value), [value]);
  return (
    <TextInput
      size="xs"
      w={240}
      data-search
      leftSection={<Search size={14} />}
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
