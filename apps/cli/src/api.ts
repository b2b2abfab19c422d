/** What went wrong with a call, in the exit code's terms. */
export class CallFailed extends Error {
  constructor(
    readonly kind: 'refused' | 'signed-out' | 'unreachable',
    message: string,
    readonly remedy: string,
    readonly code: string,
    readonly faults: readonly { field: string; expected: string }[] = [],
  ) {
    super(message);
  }
}

interface ProblemDetails {
  title?: string;
  code?: string;
  remedy?: string;
  faults?: { field: string; expected: string }[];
}

/** An address of the API from its parts, each as it stands. */
export const pathTo = (...parts: string[]): string => parts.map((part) => `/${encodeURIComponent(part)}`).join('');

/** The public API of one node. */
export class NodeApi {
  constructor(
    readonly url: string,
    private readonly token?: string,
  ) {}

  get = <T>(path: string): Promise<T> => this.call<T>('GET', path);
  post = <T>(path: string, body: unknown): Promise<T> =>
    this.call<T>('POST', path, { 'content-type': 'application/json' }, JSON.stringify(body));
  put = <T>(path: string, body: unknown): Promise<T> =>
    this.call<T>('PUT', path, { 'content-type': 'application/json' }, JSON.stringify(body));
  /** @returns the answer's bytes, whatever type it is of */
  postForBytes = async (path: string, body: unknown): Promise<Uint8Array> => {
    const answer = await this.send('POST', path, { 'content-type': 'application/json' }, JSON.stringify(body));
    return new Uint8Array(await answer.arrayBuffer());
  };
  /** @returns the answer's body as it comes: it has to be read to its end, or the program does not end */
  postForStream = async (path: string, body: unknown): Promise<ReadableStream> =>
    (await this.send('POST', path, { 'content-type': 'application/json' }, JSON.stringify(body))).body!;
  delete = (path: string): Promise<void> => this.call<void>('DELETE', path);

  /** Streams a body of any length. */
  upload = <T>(path: string, body: ReadableStream): Promise<T> =>
    this.call<T>('POST', path, { 'content-type': 'application/octet-stream' }, body);

  putBytes = <T>(path: string, body: ReadableStream): Promise<T> =>
    this.call<T>('PUT', path, { 'content-type': 'application/octet-stream' }, body);

  /** @returns the body as it comes, to be read to its end */
  async download(path: string): Promise<ReadableStream> {
    const answer = await this.send('GET', path);
    return answer.body!;
  }

  private async call<T>(
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: string | ReadableStream,
  ): Promise<T> {
    const answer = await this.send(method, path, headers, body);
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  }

  private async send(
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: string | ReadableStream,
  ) {
    let answer: Response;
    try {
      answer = await fetch(`${this.url}/api/v1${path}`, {
        method,
        headers: { ...headers, ...(this.token ? { authorization: `Bearer ${this.token}` } : {}) },
        ...(body === undefined ? {} : { body }),
        ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
      } as RequestInit);
    } catch {
      throw new CallFailed(
        'unreachable',
        `The node at ${this.url} does not answer.`,
        'Nothing was sent. Check that it runs, and the address in "liaison sign-in --node".',
        'node-unreachable',
      );
    }
    if (answer.ok) return answer;
    const problem = (await answer.json().catch(() => ({}))) as ProblemDetails;
    const kind =
      answer.status === 401 && problem.code === 'session-over'
        ? 'signed-out'
        : answer.status >= 500
          ? 'unreachable'
          : 'refused';
    throw new CallFailed(
      kind,
      problem.title ?? `The node answered ${answer.status}.`,
      problem.remedy ?? 'Tell your administrator.',
      problem.code ?? `status-${answer.status}`,
      problem.faults,
    );
  }
}
