import { AuthorizationError, type NatsConnection } from '@nats-io/transport-node';
import { z } from 'zod';
import { Problem } from '#libs/api/problem.js';
import type { Outcome } from '#libs/outcome/index.js';
import { connectOnce } from '#libs/transport/connection.js';
import { readJsonFile, readTextFile, refused } from '../files.js';

/** Straight to the directory through the hub: for a committee's or a member's machine, before there is a node to ask. */
export interface HubOptions {
  readonly hub?: string;
  readonly ca?: string;
  readonly credential?: string;
}

const CeremonyCredential = z.strictObject({ jwt: z.string(), seed: z.string() });

export async function connectForCeremony({ hub, ca, credential }: HubOptions): Promise<NatsConnection> {
  if (!hub || !ca || !credential) {
    throw refused(
      'Straight through the hub needs --hub, --ca and --credential.',
      'The hub operator gives them.',
      'hub-unnamed',
    );
  }
  const pass = await readJsonFile(credential, 'hub credential', CeremonyCredential);
  await readTextFile(ca);
  return connectOnce({ url: hub, caFile: ca }, pass, 'ceremony', '_INBOX_ceremony').catch((error: unknown) => {
    if (error instanceof AuthorizationError || /connections exceeded/i.test(String(error))) {
      throw refused(
        'The hub does not let this credential in.',
        'Ask the hub operator for one that is in force, or try again when others have finished.',
        'hub-refused',
      );
    }
    throw new Problem(0, 'hub-unreachable', `The hub does not answer at ${hub}.`, 'Check --hub, --ca and the line.');
  });
}

/** The value, or what was refused as the CLI says it. */
export function accepted<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw refused(outcome.refusal.message, outcome.refusal.remedy, outcome.refusal.code);
}
