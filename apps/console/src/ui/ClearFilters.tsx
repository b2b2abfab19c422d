import { Button } from '@mantine/core';
import { useWords } from '../language/index.js';
import { useFilters } from './filters.js';

/** Takes every one of these filters away. */
export function ClearFilters({ names }: { names: readonly string[] }) {
  const { t } = useWords();
  const { set } = useFilters();
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      onClick={() => set(Object.fromEntries(names.map((name) => [name, null])))}
    >
      {t('filters.clear')}
    </Button>
  );
}
