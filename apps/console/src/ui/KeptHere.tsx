import { Button, Group, Text } from '@mantine/core';
import { useWords } from '../language/index.js';

/** Says that what is typed here is kept, or is here again from before; and lets it be begun anew. */
export function KeptHere({
  kept: { standing, forget },
}: {
  kept: { readonly standing: 'fresh' | 'keeping' | 'kept' | 'restored'; readonly forget: () => Promise<void> };
}) {
  const { t } = useWords();
  if (standing === 'fresh') return null;
  return (
    <Group gap="xs" role="status">
      <Text size="sm" c="dimmed">
        {t(`kept.${standing}`)}
      </Text>
      <Button size="compact-sm" variant="subtle" onClick={() => void forget()}>
        {t('kept.anew')}
      </Button>
    </Group>
  );
}
