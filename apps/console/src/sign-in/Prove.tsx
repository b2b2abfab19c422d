import { Button, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { KeyRound } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { api } from '../api/client.js';
import { useWords } from '../language/index.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';
import { type Proof, proofByPasskey } from './passkey.js';

/** Before it changes how the officer signs in: an open console is not enough, and with a second factor a password is not either. */
export function Prove({ act, onClose }: { act: (proof: Proof) => Promise<unknown>; onClose: () => void }) {
  const { t } = useWords();
  const passkeys = api.useQuery('get', '/api/v1/passkeys');
  const codes = api.useQuery('get', '/api/v1/one-time-code');
  const [form, setForm] = useState({ password: '', code: '' });
  const { busy, error, attempt } = useAttempt();
  const prove = (proof: () => Promise<Proof>) =>
    attempt(async () => {
      await act(await proof());
      onClose();
    });
  const byPassword = (event: FormEvent) => {
    event.preventDefault();
    const { password, code } = form;
    void prove(async () => ({ password, ...(code && { code: code.trim() }) }));
  };
  const hasPasskey = (passkeys.data?.passkeys.length ?? 0) > 0;
  const hasCodes = codes.data?.on === true;
  return (
    <Modal opened onClose={onClose} title={t('prove.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack gap="sm">
        <Text size="sm">{t('prove.why')}</Text>
        <ProblemText error={error} />
        {hasPasskey && (
          <Button leftSection={<KeyRound size={16} />} disabled={busy} onClick={() => void prove(proofByPasskey)}>
            {t('sign-in.passkey')}
          </Button>
        )}
        {(hasCodes || !hasPasskey) && (
          <form onSubmit={byPassword}>
            <Stack gap="sm">
              <PasswordInput
                label={t('sign-in.password')}
                value={form.password}
                onChange={(event) => setForm({ ...form, password: event.currentTarget.value })}
                autoComplete="current-password"
                required
                data-autofocus
                visibilityToggleButtonProps={{ 'aria-label': t('sign-in.show-password') }}
              />
              {hasCodes && (
                <TextInput
                  label={t('sign-in.code')}
                  description={t('sign-in.code.hint')}
                  value={form.code}
                  onChange={(event) => setForm({ ...form, code: event.currentTarget.value })}
                  inputMode="numeric"
                  autoComplete="one-time-code"
                  required
                  dir="ltr"
                />
              )}
              <Button type="submit" loading={busy}>
                {t('prove.go')}
              </Button>
            </Stack>
          </form>
        )}
      </Stack>
    </Modal>
  );
}
