import type { NatsConnection } from '@nats-io/transport-node';
import { z } from 'zod';
import type { Outcome } from '#libs/outcome/index.js';
import { connectToHub } from '#libs/transport/connection.js';
import { readJsonFile, refused } from '../files.js';

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
  return connectToHub({ url: hub, caFile: ca }, pass, 'ceremony', '_INBOX_ceremony');
}

/** The value, or what was refused as the CLI says it. */
export function accepted<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw refused(outcome.refusal.message, outcome.refusal.remedy, outcome.refusal.code);
}
