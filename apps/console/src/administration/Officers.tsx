import { Alert, Button, Checkbox, Code, Fieldset, Group, Menu, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import type { Answer } from '#libs/api/routes.js';
import { ROLES, type Role } from '#libs/policy/roles.js';
import { api, node } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import { Awaited, Page, Section } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';

type Account = Answer<'/api/v1/accounts'>['accounts'][number];

/** Who may work on this node, in which units, in which roles. */
export default function Officers() {
  const { t, away, listed, colon } = useWords();
  const client = useQueryClient();
  const officers = api.useQuery('get', '/api/v1/accounts');
  const [edited, setEdited] = useState<Account | 'new'>();
  const [password, setPassword] = useState<{ name: string; password: string }>();
  const refresh = () => client.invalidateQueries({ queryKey: ['get', '/api/v1/accounts'] });
  const { error, attempt } = useAttempt(refresh);
  return (
    <Page
      title={t('administration.officers')}
      aside={<Button onClick={() => setEdited('new')}>{t('officers.add')}</Button>}
    >
      <ProblemText error={error} />
      {password && (
        <Alert
          color="teal"
          mb="sm"
          withCloseButton
          onClose={() => setPassword(undefined)}
          title={t('officers.password', { name: password.name })}
          closeButtonLabel={t('close')}
        >
          <Code dir="ltr">{password.password}</Code>
          <Text size="sm">{t('officers.password.why')}</Text>
        </Alert>
      )}
      <Awaited of={officers}>
        {officers.data?.accounts.map((one) => (
          <Section key={one.name}>
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <div>
                <Text fw={600}>
                  <bdi>{one.displayName}</bdi>{' '}
                  <Text span size="sm" c="dimmed">
                    <bdi dir="ltr">{one.name}</bdi>
                  </Text>
                </Text>
                {one.units.map(({ unit, roles }) => (
                  <Text size="sm" key={unit}>
                    <bdi dir="ltr">{unit}</bdi>
                    {colon}
                    {listed(roles.map((role) => t(`role.${role}`)))}
                  </Text>
                ))}
                <Text size="xs" c="dimmed">
                  {one.passkeys > 0 || one.oneTimeCode ? t('officers.second-factor') : t('officers.password-only')} ·{' '}
                  {t('officers.sessions', { count: one.sessions })}
                  {one.activeAt && ` · ${t('sessions.active', { when: away(one.activeAt) })}`}
                </Text>
              </div>
              <Menu withinPortal position="bottom-end">
                <Menu.Target>
                  <Button
                    variant="subtle"
                    color="gray"
                    size="compact-sm"
                    aria-label={t('officers.more', { name: one.displayName })}
                  >
                    <Ellipsis size={16} />
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => setEdited(one)}>{t('officers.change')}</Menu.Item>
                  <Menu.Item
                    onClick={() =>
                      void attempt(async () => {
                        const { data } = await node.POST('/api/v1/accounts/{name}/password', {
                          params: { path: { name: one.name } },
                        });
                        setPassword({ name: one.displayName, password: data!.password });
                      })
                    }
                  >
                    {t('officers.reset')}
                  </Menu.Item>
                  <Menu.Item
                    color="red"
                    onClick={() =>
                      void attempt(() =>
                        node.DELETE('/api/v1/accounts/{name}/sessions', { params: { path: { name: one.name } } }),
                      )
                    }
                  >
                    {t('officers.end-sessions')}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            </Group>
          </Section>
        ))}
      </Awaited>
      {edited && officers.data && (
        <Edit
          account={edited === 'new' ? undefined : edited}
          units={officers.data.units}
          onClose={() => setEdited(undefined)}
          onDone={(added) => {
            setEdited(undefined);
            if (added) setPassword(added);
            void refresh();
          }}
        />
      )}
    </Page>
  );
}

function Edit({
  account,
  units,
  onClose,
  onDone,
}: {
  account: Account | undefined;
  units: readonly string[];
  onClose: () => void;
  onDone: (added?: { name: string; password: string }) => void;
}) {
  const { t } = useWords();
  const { nameOf } = useUnitNames();
  const [form, setForm] = useState({ name: account?.name ?? '', displayName: account?.displayName ?? '' });
  const [roles, setRoles] = useState<Readonly<Record<string, readonly Role[]>>>(() =>
    Object.fromEntries((account?.units ?? []).map((one) => [one.unit, one.roles])),
  );
  const [error, setError] = useState<unknown>();
  const keep = async () => {
    try {
      const body = {
        displayName: form.displayName,
        units: units.map((unit) => ({ unit, roles: [...(roles[unit] ?? [])] })).filter((one) => one.roles.length > 0),
      };
      if (account) {
        await node.PUT('/api/v1/accounts/{name}', { params: { path: { name: account.name } }, body });
        return onDone();
      }
      const { data } = await node.POST('/api/v1/accounts', { body: { name: form.name, ...body } });
      onDone({ name: form.displayName, password: data!.password });
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={account ? t('officers.change') : t('officers.add')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="sm">
        {!account && (
          <TextInput
            data-autofocus
            label={t('sign-in.name')}
            description={t('officers.name.hint')}
            dir="ltr"
            value={form.name}
            onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
          />
        )}
        <TextInput
          label={t('officers.display-name')}
          value={form.displayName}
          onChange={(event) => setForm({ ...form, displayName: event.currentTarget.value })}
        />
        {units.map((unit) => (
          <Fieldset key={unit} legend={nameOf(unit)}>
            <Group gap="sm">
              {ROLES.map((role) => (
                <Checkbox
                  key={role}
                  label={t(`role.${role}`)}
                  checked={roles[unit]?.includes(role) ?? false}
                  onChange={(event) =>
                    setRoles({
                      ...roles,
                      [unit]: event.currentTarget.checked
                        ? [...(roles[unit] ?? []), role]
                        : (roles[unit] ?? []).filter((one) => one !== role),
                    })
                  }
                />
              ))}
            </Group>
          </Fieldset>
        ))}
        <ProblemText error={error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button disabled={!form.displayName.trim() || (!account && !form.name.trim())} onClick={() => void keep()}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
