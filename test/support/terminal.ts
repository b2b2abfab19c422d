import { execFile } from 'node:child_process';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** An officer's terminal: runs the real command with a session file of its own. */
export const terminal =
  (session: string) =>
  (words: readonly string[], input = ''): Promise<Said> =>
    new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        ['dist/apps/cli/src/main.js', ...words],
        { env: { ...process.env, LIAISON_SESSION: session, NODE_OPTIONS: '' } },
        (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
      );
      child.stdin!.end(input);
    });
