import { Button, Group, Menu, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { Bookmark, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { api, node } from '../api/client.js';
import { useWords } from '../language/index.js';
import { useMe } from '../sign-in/session.js';
import { useFilters } from '../ui/filters.js';
import { offerUndo } from '../ui/offer-undo.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';

/** Filters that change by themselves, or say where one looks: what is new is not held against them. */
const OF_THE_MOMENT = ['box', 'unit', 'state', 'unread', 'urgent', 'assigned'];

/** Searches that are run again, and that tell of what is new by themselves. */
export function SavedSearches({
  kind,
  names,
  filters,
}: {
  kind: BulletinName;
  /** Of every filter that the list has. */
  names: readonly string[];
  /** What is chosen. */
  filters: Readonly<Record<string, string>>;
}) {
  const { t } = useWords();
  const { holds } = useMe();
  const { set } = useFilters();
  const client = useQueryClient();
  const saved = api.useQuery('get', '/api/v1/searches');
  const own = (saved.data?.searches ?? []).filter((one) => one.kind === kind);
  const [name, setName] = useState('');
  const [unit] = holds('drafter', 'releaser', 'liaison-officer', 'auditor');
  const kept = Object.fromEntries(Object.entries(filters).filter(([filter]) => !OF_THE_MOMENT.includes(filter)));
  const { error, attempt } = useAttempt(() => client.invalidateQueries({ queryKey: ['get', '/api/v1/searches'] }));
  return (
    <Menu withinPortal closeOnItemClick={false} width={280}>
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<Bookmark size={13} />}
          rightSection={<ChevronDown size={13} />}
        >
          {t('searches')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <ProblemText error={error} />
        {own.length === 0 && (
          <Text size="xs" c="dimmed" p="xs">
            {t('searches.none')}
          </Text>
        )}
        {own.map((one) => (
          <Menu.Item
            key={one.id}
            closeMenuOnClick
            onClick={() => set({ ...Object.fromEntries(names.map((each) => [each, null])), ...one.filters })}
            rightSection={
              <Button
                component="span"
                size="compact-xs"
                variant="subtle"
                color="red"
                onClick={(event) => {
                  event.stopPropagation();
                  void attempt(async () => {
                    await node.DELETE('/api/v1/searches/{id}', { params: { path: { id: one.id } } });
                    const { unit, kind, name, filters, notify } = one;
                    offerUndo(t('searches.removed', { name }), t('undo'), () =>
                      attempt(() => node.POST('/api/v1/searches', { body: { unit, kind, name, filters, notify } })),
                    );
                  });
                }}
              >
                {t('remove')}
              </Button>
            }
          >
            {one.name}
          </Menu.Item>
        ))}
        {Object.keys(kept).length > 0 && unit && (
          <>
            <Menu.Divider />
            <Group gap={6} p={6} wrap="nowrap">
              <TextInput
                size="xs"
                flex={1}
                aria-label={t('searches.name')}
                placeholder={t('searches.name')}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <Button
                size="xs"
                disabled={name.trim() === ''}
                onClick={() =>
                  void attempt(async () => {
                    await node.POST('/api/v1/searches', {
                      body: { unit, kind, name: name.trim(), filters: kept, notify: true },
                    });
                    setName('');
                    notifications.show({ message: t('searches.saved') });
                  })
                }
              >
                {t('save')}
              </Button>
            </Group>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
