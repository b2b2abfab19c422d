import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';

export interface DaemonSpec {
  readonly name: string;
  /** A program, or a compiled module of ours that says 'ready' over IPC. */
  readonly program: string;
  readonly module?: boolean;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly logFile: string;
  readonly stopSignal?: NodeJS.Signals;
}

const STOP_MS = 15_000;

/** A long-running process of the local network, with its output in a file. */
export class Daemon {
  private child: ChildProcess | undefined;
  private ended: Promise<void> = Promise.resolve();

  constructor(readonly spec: DaemonSpec) {}

  get running(): boolean {
    return this.child !== undefined;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts it; for a module of ours resolves when it says that it is ready, for a program when `ready` does. */
  async start(ready?: () => Promise<void>): Promise<void> {
    const { name, program, args = [], env, cwd, uid, gid, module } = this.spec;
    const log = openSync(this.spec.logFile, 'a', 0o600);
    const options = {
      cwd,
      env: { PATH: process.env.PATH ?? '', TZ: 'UTC', ...env },
      ...(uid === undefined ? {} : { uid, gid }),
    };
    // A group of its own: Ctrl-C in the terminal reaches only us, and we stop the others in order.
    const child = module
      ? fork(program, [...args], { ...options, detached: true, stdio: ['ignore', log, log, 'ipc'] })
      : spawn(program, [...args], { ...options, detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    this.child = child;
    this.ended = once(child, 'exit').then(() => {
      if (this.child === child) this.child = undefined;
    });
    const early = this.ended.then(() => {
      throw new Error(`${name} ended while starting. Its last words:\n${this.lastWords()}`);
    });
    early.catch(() => undefined);
    const failed = once(child, 'error').then(([error]) => {
      throw error;
    });
    failed.catch(() => undefined);
    const isReady = module ? once(child, 'message').then(() => undefined) : (ready?.() ?? Promise.resolve());
    await Promise.race([isReady, early, failed]);
  }

  /** Asks it to end, and makes it end after a while. @returns whether it ended when it was asked to */
  async stop(): Promise<boolean> {
    const child = this.child;
    if (!child) return true;
    child.kill(this.spec.stopSignal ?? 'SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await this.ended;
    clearTimeout(late);
    return child.signalCode !== 'SIGKILL';
  }

  /** SIGKILL: what a power cut does to a process. */
  async kill(): Promise<void> {
    this.child?.kill('SIGKILL');
    await this.ended;
  }

  lastWords(): string {
    const lines = readFileSync(this.spec.logFile, 'utf8').trimEnd().split('\n');
    return lines
      .slice(-8)
      .map((line) => `  ${line}`)
      .join('\n');
  }
}

/** Waits for a condition that a process of its own brings about. @param attempts so often asked, every 50 ms or as fast as it answers */
export async function until<T>(
  what: string,
  condition: () => Promise<T | undefined | false>,
  attempts = 600,
): Promise<T> {
  for (let asked = 0; asked < attempts; asked++) {
    const value = await condition();
    if (value !== undefined && value !== false) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`asked ${attempts} times in vain until ${what}`);
}
