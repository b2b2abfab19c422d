import { asking, type NodeCalls, nodeAt } from '#libs/api/client.js';
import type { Problem } from '#libs/api/problem.js';

/** The public API of one node. */
export type NodeApi = NodeCalls;
export const nodeApi = (url: string, token?: string): NodeApi =>
  asking(
    nodeAt(url, {
      ...(token !== undefined && { token }),
      remedy: 'Nothing was sent. Check that it runs, and the address in "liaison sign-in --node".',
    }),
  );

/** What a problem means for who typed the command, in the exit code's terms. */
export const kindOf = ({ status, code }: Problem): 'refused' | 'signed-out' | 'unreachable' =>
  status === 0 || status >= 500
    ? 'unreachable'
    : status === 401 && ['session-over', 'not-signed-in'].includes(code)
      ? 'signed-out'
      : 'refused';
