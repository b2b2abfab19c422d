import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';

/** How long an officer has to take back what was just done. */
export const UNDO_SECONDS = 10;

/** Says what was done, and for a while offers to take it back. */
export function offerUndo(done: string, undoing: string, undo: () => Promise<unknown>): void {
  const id = notifications.show({
    autoClose: UNDO_SECONDS * 1000,
    message: (
      <Group justify="space-between">
        <Text size="sm">{done}</Text>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            notifications.hide(id);
            void undo();
          }}
        >
          {undoing}
        </Button>
      </Group>
    ),
  });
}
