import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';
import type { Body } from '#libs/api/routes.js';
import { node } from '../api/client.js';

export type Proof = Body<'/api/v1/passkeys/options', 'post'>['proof'];

/** The node's options travel as its library made them, and are read by the same library here. */
const answered = (options: Readonly<Record<string, unknown>>) =>
  startAuthentication({ optionsJSON: options as object as PublicKeyCredentialRequestOptionsJSON });

/** @returns the token, for a terminal's session */
export async function signInWithPasskey(use: 'console' | 'terminal'): Promise<string | undefined> {
  const { data } = await node.POST('/api/v1/session/passkey-options');
  const response = await answered(data!.options);
  const opened = await node.POST('/api/v1/session/passkey', {
    body: { step: data!.step, response, use },
  });
  return opened.data?.token;
}

/** Shows again, by a passkey, that the session is the officer's. */
export async function proofByPasskey() {
  const { data } = await node.POST('/api/v1/session/unlock-options');
  return { step: data!.step, response: await answered(data!.options) };
}

export async function unlockWithPasskey(): Promise<void> {
  await node.POST('/api/v1/session/unlock', { body: await proofByPasskey() });
}

export async function addPasskey(name: string, proof: Proof): Promise<void> {
  const { data } = await node.POST('/api/v1/passkeys/options', { body: { proof } });
  const response = await startRegistration({
    optionsJSON: data!.options as object as PublicKeyCredentialCreationOptionsJSON,
  });
  await node.POST('/api/v1/passkeys', { body: { step: data!.step, name, response } });
}
