import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Problem } from '#libs/api/problem.js';
import { type NodeApi, nodeApi } from './api.js';

/** `units` are those that the officer may post for. */
const Session = z.object({ url: z.string(), token: z.string(), units: z.array(z.string()) });
export type Session = z.infer<typeof Session>;

/** Only its owner may read it: the token in it is the sign-in. */
const file = (): string =>
  process.env.LIAISON_SESSION ??
  join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'liaison', 'session.json');

export async function saveSession(session: Session): Promise<void> {
  await mkdir(dirname(file()), { recursive: true, mode: 0o700 });
  await writeFile(file(), JSON.stringify(session), { mode: 0o600 });
}

export async function loadSession(): Promise<{ api: NodeApi; session: Session }> {
  try {
    const session = Session.parse(JSON.parse(await readFile(file(), 'utf8')));
    return { api: nodeApi(session.url, session.token), session };
  } catch {
    throw new Problem(401, 'not-signed-in', 'You are not signed in.', 'Sign in with "liaison sign-in".');
  }
}

export const forgetSession = (): Promise<void> => rm(file(), { force: true });
