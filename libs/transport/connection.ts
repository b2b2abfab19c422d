import { readFileSync } from 'node:fs';
import { type JetStreamClient, jetstream } from '@nats-io/jetstream';
import { connect, jwtAuthenticator, type NatsConnection } from '@nats-io/transport-node';
import { utf8 } from '#libs/cose/bytes.js';
import type { HubCredential } from './credentials.js';
import { NODE_API } from './subjects.js';

export interface HubAddress {
  /** `tls://host:port` */
  readonly url: string;
  /** File with the certificate authority that signed the hub's certificate. */
  readonly caFile: string;
}

/** Options for one connection to the hub, used by ours and by Nest's NATS transport alike. */
export function hubOptions(hub: HubAddress, credential: HubCredential, name: string, inbox: string) {
  return {
    servers: [hub.url],
    name,
    inboxPrefix: inbox,
    authenticator: jwtAuthenticator(credential.jwt, utf8(credential.seed)),
    tls: { ca: readFileSync(hub.caFile, 'utf8'), handshakeFirst: true },
    maxReconnectAttempts: -1,
    // A hub that lost its disk knows no node until the directory service has told it of them again.
    ignoreAuthErrorAbort: true,
    reconnectTimeWait: 250,
    waitOnFirstConnect: true,
    timeout: 3000,
    pingInterval: 10_000,
    maxPingOut: 2,
  };
}

/** Connects, and stays connected: resolves when the hub is first reached, however long that takes. */
export const connectToHub = (
  hub: HubAddress,
  credential: HubCredential,
  name: string,
  inbox: string,
): Promise<NatsConnection> => connect(hubOptions(hub, credential, name, inbox));

/** Connects for one errand of a person at a terminal. @throws at once where the hub does not answer, or does not let them in */
export const connectOnce = (
  hub: HubAddress,
  credential: HubCredential,
  name: string,
  inbox: string,
): Promise<NatsConnection> =>
  connect({
    ...hubOptions(hub, credential, name, inbox),
    ignoreAuthErrorAbort: false,
    waitOnFirstConnect: false,
    // A hub that is there may be slow.
    timeout: 20_000,
  });

/** The hub's JetStream as a member's node reaches it. */
export const nodeJetstream = (connection: NatsConnection): JetStreamClient =>
  jetstream(connection, { apiPrefix: NODE_API });
