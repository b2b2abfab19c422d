import { SetMetadata, type Type } from '@nestjs/common';

/** What a process of the node does: several may do the same, and each may die; what one leaves the next takes up. */
export const PROCESS_ROLES = ['api', 'post', 'index', 'clock'] as const;
export type ProcessRole = (typeof PROCESS_ROLES)[number];

/** A provider that works by itself, and does so in the processes of its role alone. The others have it for what it knows. */
export interface Worker {
  start(): void;
  /** Resolves when what is in hand has ended. */
  stop?(): Promise<void>;
}

const WORKERS = Symbol('workers');
type Workers = { readonly [Role in ProcessRole]?: readonly Type<Worker>[] };

/** Of a module: which of its providers work by themselves, and in which role of a process. */
export const Runs = (workers: Workers): ClassDecorator => SetMetadata(WORKERS, workers);

/** The providers of a module that work in a process of these roles, each once. */
export function workersOf(module: Type, roles: readonly ProcessRole[]): Type<Worker>[] {
  const workers: Workers = Reflect.getMetadata(WORKERS, module) ?? {};
  return [...new Set(roles.flatMap((role) => workers[role] ?? []))];
}

/** What is told to whoever starts a process with a role that there is none of. */
export class RolesUnknown extends Error {}

/** The roles that a process is started with, as `--role api,post`; undefined where it says nothing: then it has all of them. */
export function rolesIn(args: readonly string[]): ProcessRole[] | undefined {
  const [option, said = '', ...rest] = args;
  if (option === undefined) return undefined;
  const roles = said.split(',');
  const isRole = (role: string): role is ProcessRole => (PROCESS_ROLES as readonly string[]).includes(role);
  if (option === '--role' && rest.length === 0 && roles.every(isRole)) return roles;
  throw new RolesUnknown(
    `Say "--role" and what the process does, of ${PROCESS_ROLES.join(',')}; or nothing, for all of it.`,
  );
}
