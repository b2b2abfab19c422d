import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { node } from '../api/client.js';

/** The node's options travel as it made them; the library reads them. */
const answered = (options: unknown) => startAuthentication({ optionsJSON: options as never });

/** @returns the token, for a terminal's session */
export async function signInWithPasskey(use: 'console' | 'terminal'): Promise<string | undefined> {
  const { data } = await node.POST('/api/v1/session/passkey-options');
  const response = await answered(data!.options);
  const opened = await node.POST('/api/v1/session/passkey', {
    body: { step: data!.step, response: response as never, use },
  });
  return opened.data?.token;
}

export async function unlockWithPasskey(): Promise<void> {
  const { data } = await node.POST('/api/v1/session/unlock-options');
  const response = await answered(data!.options);
  await node.POST('/api/v1/session/unlock', { body: { step: data!.step, response: response as never } });
}

export async function addPasskey(name: string): Promise<void> {
  const { data } = await node.POST('/api/v1/passkeys/options');
  const response = await startRegistration({ optionsJSON: data!.options as never });
  await node.POST('/api/v1/passkeys', { body: { step: data!.step, name, response: response as never } });
}
