import {
  Anchor,
  Button,
  Center,
  Divider,
  Group,
  Loader,
  NativeSelect,
  Paper,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { KeyRound } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { Problem } from '#libs/api/problem.js';
import { api, node } from '../api/client.js';
import { type ConsoleLanguage, LANGUAGES, speak, useWords } from '../language/index.js';
import { Vault } from '../offline/vault.js';
import { ProblemText } from '../ui/problem.js';
import { useAttempt } from '../ui/use-attempt.js';
import { signInWithPasskey, unlockWithPasskey } from './passkey.js';
import { useSession } from './session.js';
import styles from './sign-in.module.css';

/** The frame of everything that is shown before a session is open. */
function Door({ title, under, children }: { title: string; under?: string; children: ReactNode }) {
  const { t, language } = useWords();
  return (
    <Center className={styles.door}>
      <main className={styles.inner}>
        <Group justify="space-between" mb="lg" align="center">
          <Group gap={10}>
            <img src="/icon.svg" width={32} height={32} alt="" />
            <Text fw={700} size="lg">
              Liaison
            </Text>
          </Group>
          <NativeSelect
            size="xs"
            aria-label={t('language')}
            value={language}
            onChange={(event) => void speak(event.currentTarget.value as ConsoleLanguage)}
            data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
          />
        </Group>
        <Paper withBorder p="lg" radius="md" bg="var(--surface)">
          <Title order={1} mb={under ? 2 : 'md'}>
            {title}
          </Title>
          {under && (
            <Text size="sm" c="dimmed" mb="md">
              {under}
            </Text>
          )}
          {children}
        </Paper>
      </main>
    </Center>
  );
}

export function SignIn() {
  const { t } = useWords();
  const { renew } = useSession();
  const { busy, error, attempt } = useAttempt();
  const methods = api.useQuery('get', '/api/v1/session/methods');
  const [asksCode, setAsksCode] = useState(false);
  const [form, setForm] = useState({ name: '', password: '', code: '' });
  const typed = (field: keyof typeof form) => (event: { currentTarget: HTMLInputElement }) => {
    const { value } = event.currentTarget;
    setForm((before) => ({ ...before, [field]: value }));
  };

  const byPassword = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      const { code, ...rest } = form;
      try {
        await node.POST('/api/v1/session', { body: { ...rest, ...(code && { code: code.trim() }), use: 'console' } });
        await renew(form.password);
      } catch (problem) {
        if (!isCodeNeeded(problem)) throw problem;
        setAsksCode(true);
      }
    });
  };
  const byPasskey = () =>
    attempt(async () => {
      await signInWithPasskey('console');
      await renew();
    });

  return (
    <Door title={t('sign-in.title')} under={methods.data && t('sign-in.node', { node: methods.data.node })}>
      <Stack gap="sm">
        <ProblemText error={error} />
        <Button leftSection={<KeyRound size={16} />} onClick={() => void byPasskey()} disabled={busy} fullWidth>
          {t('sign-in.passkey')}
        </Button>
        {methods.data?.identityProvider && (
          <Button variant="default" component="a" href="/api/v1/session/identity-provider" fullWidth>
            {t('sign-in.provider', { name: methods.data.identityProvider })}
          </Button>
        )}
        <Divider label={t('sign-in.or')} labelPosition="center" />
        <form onSubmit={byPassword}>
          <Stack gap="sm">
            <TextInput
              label={t('sign-in.name')}
              value={form.name}
              onChange={typed('name')}
              autoComplete="username"
              required
              dir="ltr"
            />
            <PasswordInput
              label={t('sign-in.password')}
              value={form.password}
              onChange={typed('password')}
              autoComplete="current-password"
              required
              visibilityToggleButtonProps={{ 'aria-label': t('sign-in.show-password') }}
            />
            {asksCode && <CodeInput value={form.code} onChange={typed('code')} />}
            <Button type="submit" variant="light" loading={busy} fullWidth>
              {t('sign-in.go')}
            </Button>
          </Stack>
        </form>
      </Stack>
    </Door>
  );
}

/** What an authenticator shows; asked for once the node says that it is needed. */
function CodeInput(input: { value: string; onChange: (event: { currentTarget: HTMLInputElement }) => void }) {
  const { t } = useWords();
  return (
    <TextInput
      label={t('sign-in.code')}
      description={t('sign-in.code.hint')}
      {...input}
      inputMode="numeric"
      autoComplete="one-time-code"
      required
      dir="ltr"
      data-autofocus
      ref={(field) => field?.focus()}
    />
  );
}
const isCodeNeeded = (problem: unknown) => problem instanceof Problem && problem.code === 'code-needed';

/** Nobody was here for a while, or the officer went away: what was open comes back by the same officer's hand alone. */
export function Locked() {
  const { t } = useWords();
  const { me, renew, signOut } = useSession();
  const { busy, error, attempt } = useAttempt();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const unlock = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      try {
        await node.POST('/api/v1/session/unlock', { body: { password, ...(code && { code: code.trim() }) } });
        await renew(password);
      } catch (problem) {
        if (!isCodeNeeded(problem)) throw problem;
        setAsksCode(true);
      }
    });
  };
  return (
    <Door title={t('lock.title')} under={t('lock.why', { name: me?.displayName ?? '' })}>
      <Stack gap="sm">
        <ProblemText error={error} />
        {me?.secondFactor && (
          <Button
            leftSection={<KeyRound size={16} />}
            disabled={busy}
            onClick={() =>
              void attempt(async () => {
                await unlockWithPasskey();
                await renew();
              })
            }
          >
            {t('sign-in.passkey')}
          </Button>
        )}
        <form onSubmit={unlock}>
          <Stack gap="sm">
            <PasswordInput
              label={t('sign-in.password')}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              autoComplete="current-password"
              required
              visibilityToggleButtonProps={{ 'aria-label': t('sign-in.show-password') }}
            />
            {asksCode && <CodeInput value={code} onChange={(event) => setCode(event.currentTarget.value)} />}
            <Button type="submit" loading={busy}>
              {t('lock.open')}
            </Button>
          </Stack>
        </form>
        <Anchor component="button" size="sm" onClick={() => void signOut()}>
          {t('lock.other')}
        </Anchor>
      </Stack>
    </Door>
  );
}

/** The console was opened without a line: what was read on this machine can be read on, and drafts written. */
export function CutOff() {
  const { t } = useWords();
  const { renew, openCutOff } = useSession();
  const { busy, error, attempt } = useAttempt();
  const [officers, setOfficers] = useState<string[]>([]);
  const [form, setForm] = useState({ officer: '', password: '' });
  useEffect(() => {
    void Vault.officers().then((all) => {
      setOfficers(all);
      setForm((before) => ({ ...before, officer: all[0] ?? '' }));
    });
    const again = setInterval(() => void renew(), 10_000);
    return () => clearInterval(again);
  }, [renew]);
  const open = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      if (!(await openCutOff(form.officer, form.password))) throw new Problem(401, 'sign-in-wrong', '', '');
    });
  };
  return (
    <Door title={t('cut-off.title')} under={t(officers.length > 0 ? 'cut-off.why' : 'cut-off.nothing')}>
      <Stack gap="sm">
        <ProblemText error={error} />
        {officers.length > 0 && (
          <form onSubmit={open}>
            <Stack gap="sm">
              <NativeSelect
                label={t('sign-in.name')}
                data={officers}
                value={form.officer}
                onChange={(event) => setForm({ ...form, officer: event.currentTarget.value })}
              />
              <PasswordInput
                label={t('sign-in.password')}
                value={form.password}
                onChange={(event) => setForm({ ...form, password: event.currentTarget.value })}
                required
                visibilityToggleButtonProps={{ 'aria-label': t('sign-in.show-password') }}
              />
              <Button type="submit" loading={busy}>
                {t('cut-off.open')}
              </Button>
            </Stack>
          </form>
        )}
        <Button variant="default" onClick={() => void renew()}>
          {t('try-again')}
        </Button>
      </Stack>
    </Door>
  );
}

export const Asking = () => (
  <Center className={styles.door}>
    <Loader size="sm" />
  </Center>
);
