import { Button, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Problem } from '#libs/api/problem.js';
import { node, nodeAs } from '../api/client.js';
import { useWords } from '../language/index.js';
import { ProblemText } from '../ui/problem.js';
import { signInWithPasskey } from './passkey.js';

/**
 * Four eyes at one screen: the second officer signs in with their own hand, for one act. Their session is a terminal's,
 * so this browser keeps nothing of it, and it ends with the act.
 */
export function SecondOfficer({
  act,
  onDone,
  onClose,
}: {
  act: (token: string) => Promise<void>;
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useWords();
  const [form, setForm] = useState({ name: '', password: '', code: '' });
  const [asksCode, setAsksCode] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const through = async (signIn: () => Promise<string>) => {
    setBusy(true);
    setError(undefined);
    try {
      const token = await signIn();
      try {
        await act(token);
        onDone();
      } finally {
        await nodeAs(token)
          .DELETE('/api/v1/session')
          .catch(() => undefined);
      }
    } catch (problem) {
      if (problem instanceof Problem && problem.code === 'code-needed') setAsksCode(true);
      else setError(problem);
    } finally {
      setBusy(false);
    }
  };
  const byPassword = (event: FormEvent) => {
    event.preventDefault();
    const { code, ...rest } = form;
    void through(
      async () =>
        (await node.POST('/api/v1/session', { body: { ...rest, ...(code && { code }), use: 'terminal' } })).data!
          .token!,
    );
  };
  const byPasskey = () => through(async () => (await signInWithPasskey('terminal'))!);
  return (
    <Modal opened onClose={onClose} title={t('four-eyes.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack gap="sm">
        <Text size="sm">{t('four-eyes.why')}</Text>
        <ProblemText error={error} />
        <Button variant="default" disabled={busy} onClick={() => void byPasskey()}>
          {t('sign-in.passkey')}
        </Button>
        <form onSubmit={byPassword}>
          <Stack gap="sm">
            <TextInput
              label={t('four-eyes.name')}
              value={form.name}
              onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
              autoComplete="off"
              required
              dir="ltr"
            />
            <PasswordInput
              label={t('sign-in.password')}
              value={form.password}
              onChange={(event) => setForm({ ...form, password: event.currentTarget.value })}
              autoComplete="off"
              required
              visibilityToggleButtonProps={{ 'aria-label': t('sign-in.show-password') }}
            />
            {asksCode && (
              <TextInput
                label={t('sign-in.code')}
                value={form.code}
                onChange={(event) => setForm({ ...form, code: event.currentTarget.value })}
                inputMode="numeric"
                required
                dir="ltr"
              />
            )}
            <Button type="submit" loading={busy}>
              {t('four-eyes.go')}
            </Button>
          </Stack>
        </form>
      </Stack>
    </Modal>
  );
}
