import { Button, Group, Text } from '@mantine/core';
import { useWords } from '../language/index.js';
import type { FilesOnTheWay } from '../offline/files-on-the-way.js';

/** Says that what is typed here is kept, or is here again from before; and lets it be begun anew. */
export function KeptHere({
  kept: { standing, forget },
  files,
}: {
  kept: { readonly standing: 'fresh' | 'keeping' | 'kept' | 'restored'; readonly forget: () => Promise<void> };
  /** On their way to it: they go with what was typed. */
  files?: FilesOnTheWay;
}) {
  const { t } = useWords();
  const beginAnew = () => {
    for (const { id } of files?.files ?? []) files!.drop(id);
    void forget();
  };
  if (standing === 'fresh') return null;
  return (
    <Group gap="xs" role="status">
      <Text size="sm" c="dimmed">
        {t(`kept.${standing}`)}
      </Text>
      <Button size="compact-sm" variant="subtle" onClick={beginAnew}>
        {t('kept.anew')}
      </Button>
    </Group>
  );
}
