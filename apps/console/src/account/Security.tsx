import { ActionIcon, Button, Code, Group, PinInput, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { KeyRound, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { encode } from 'uqr';
import { Problem } from '#libs/api/problem.js';
import type { Answer } from '#libs/api/routes.js';
import { api, node } from '../api/client.js';
import { useWords } from '../language/index.js';
import { Prove } from '../sign-in/Prove.js';
import { addPasskey, type Proof } from '../sign-in/passkey.js';
import { Awaited, Section } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';

/** What waits for the officer to show again who they are. */
type Change = (proof: Proof) => Promise<unknown>;

/** Passkeys and one-time codes. @param onEnrolled once there is a second factor */
export function Security({ onEnrolled }: { onEnrolled?: () => void }) {
  return (
    <>
      <Passkeys {...(onEnrolled && { onEnrolled })} />
      <Codes {...(onEnrolled && { onEnrolled })} />
    </>
  );
}

function Passkeys({ onEnrolled }: { onEnrolled?: () => void }) {
  const { t, dated, away } = useWords();
  const client = useQueryClient();
  const mine = api.useQuery('get', '/api/v1/passkeys');
  const [name, setName] = useState('');
  const [change, setChange] = useState<{ make: Change }>();
  const refresh = () => client.invalidateQueries({ queryKey: ['get', '/api/v1/passkeys'] });
  const add = async (proof: Proof) => {
    await addPasskey(name.trim(), proof);
    setName('');
    notifications.show({ message: t('passkeys.done') });
    await refresh();
    onEnrolled?.();
  };
  const remove = (id: string) => async (proof: Proof) => {
    await node.DELETE('/api/v1/passkeys/{id}', { params: { path: { id } }, body: { proof } });
    await refresh();
  };
  return (
    <Section title={t('passkeys')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('passkeys.why')}
      </Text>
      <Awaited of={mine}>
        <Stack gap={6} mb="sm">
          {mine.data?.passkeys.map((one) => (
            <Group key={one.id} justify="space-between" wrap="nowrap">
              <Group gap="xs" wrap="nowrap">
                <KeyRound size={16} aria-hidden />
                <div>
                  <Text size="sm">{one.name}</Text>
                  <Text size="xs" c="dimmed">
                    {t('passkeys.added', { on: dated(one.addedAt) })}
                    {one.usedAt && ` · ${t('passkeys.used', { when: away(one.usedAt) })}`}
                  </Text>
                </div>
              </Group>
              <ActionIcon
                variant="subtle"
                color="red"
                aria-label={t('passkeys.remove', { name: one.name })}
                onClick={() => setChange({ make: remove(one.id) })}
              >
                <Trash2 size={16} />
              </ActionIcon>
            </Group>
          ))}
        </Stack>
      </Awaited>
      {change && <Prove act={change.make} onClose={() => setChange(undefined)} />}
      <Group align="flex-end" gap="xs" mt="xs">
        <TextInput
          label={t('passkeys.name')}
          placeholder={t('passkeys.name.hint')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          flex={1}
        />
        <Button disabled={name.trim() === ''} onClick={() => setChange({ make: add })}>
          {t('passkeys.add')}
        </Button>
      </Group>
    </Section>
  );
}

function Codes({ onEnrolled }: { onEnrolled?: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const state = api.useQuery('get', '/api/v1/one-time-code');
  const [proposed, setProposed] = useState<Answer<'/api/v1/one-time-code', 'post'>>();
  const [change, setChange] = useState<{ make: Change }>();
  const [code, setCode] = useState('');
  const refresh = () => client.invalidateQueries({ queryKey: ['get', '/api/v1/one-time-code'] });
  const { error, attempt } = useAttempt(refresh);
  const confirm = (code: string) => async (proof: Proof) => {
    try {
      await node.PUT('/api/v1/one-time-code', { body: { code, proof } });
    } catch (problem) {
      if (!(problem instanceof Problem && problem.code === 'code-wrong')) throw problem;
      // It is said where it was typed.
      setCode('');
      return attempt(() => Promise.reject(problem));
    }
    setProposed(undefined);
    setCode('');
    notifications.show({ message: t('codes.done') });
    await refresh();
    onEnrolled?.();
  };
  const remove = async (proof: Proof) => {
    await node.DELETE('/api/v1/one-time-code', { body: { proof } });
    await refresh();
  };
  return (
    <Section title={t('codes')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('codes.why')}
      </Text>
      <Awaited of={state}>
        {state.data?.on && (
          <Group justify="space-between">
            <Text size="sm">{t('codes.on')}</Text>
            <Button variant="subtle" color="red" size="compact-sm" onClick={() => setChange({ make: remove })}>
              {t('codes.off')}
            </Button>
          </Group>
        )}
        {!state.data?.on && !proposed && (
          <Button
            variant="default"
            onClick={() => void attempt(async () => setProposed((await node.POST('/api/v1/one-time-code')).data))}
          >
            {t('codes.begin')}
          </Button>
        )}
        {proposed && (
          <Group align="flex-start" gap="lg">
            <QrCode text={proposed.uri} label={t('codes.scan')} />
            <Stack gap="xs" flex={1} miw={220}>
              <Text size="sm">{t('codes.scan')}</Text>
              <Code dir="ltr">{proposed.secret.match(/.{1,4}/g)?.join(' ')}</Code>
              <Text size="sm">{t('codes.confirm')}</Text>
              <PinInput
                length={6}
                type="number"
                oneTimeCode
                value={code}
                onChange={setCode}
                onComplete={(whole) => setChange({ make: confirm(whole) })}
                aria-label={t('sign-in.code')}
                dir="ltr"
              />
            </Stack>
          </Group>
        )}
      </Awaited>
      {change && <Prove act={change.make} onClose={() => setChange(undefined)} />}
      <ProblemText error={error} />
    </Section>
  );
}

/** Drawn cell by cell: no picture is fetched, and none is made of a secret. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: 2 });
  const path = data.flatMap((row, y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg viewBox={`0 0 ${size} ${size}`} width={180} height={180} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
