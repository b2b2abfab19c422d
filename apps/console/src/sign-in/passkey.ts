import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { node } from '../api/client.js';
import type { paths } from '../api/node-api.js';

export type Proof = paths['/api/v1/passkeys/options']['post']['requestBody']['content']['application/json']['proof'];

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

/** Shows again, by a passkey, that the session is the officer's. */
export async function proofByPasskey() {
  const { data } = await node.POST('/api/v1/session/unlock-options');
  return { step: data!.step, response: (await answered(data!.options)) as never };
}

export async function unlockWithPasskey(): Promise<void> {
  await node.POST('/api/v1/session/unlock', { body: await proofByPasskey() });
}

export async function addPasskey(name: string, proof: Proof): Promise<void> {
  const { data } = await node.POST('/api/v1/passkeys/options', { body: { proof } });
  const response = await startRegistration({ optionsJSON: data!.options as never });
  await node.POST('/api/v1/passkeys', { body: { step: data!.step, name, response: response as never } });
}
