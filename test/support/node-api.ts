import { asBytes, asking, type NodeCalls, type NodeClient, nodeAt } from '#libs/api/client.js';

/** The public API of one node by its bare addresses: journeys ask for what its types would not let through, too. */
export class NodeApi {
  private readonly client: NodeClient;
  /** The same as commands call it. */
  readonly typed: NodeCalls;

  constructor(
    readonly url: string,
    token?: string,
  ) {
    this.client = nodeAt(url, token === undefined ? {} : { token });
    this.typed = asking(this.client);
  }

  get = <T>(path: string): Promise<T> => this.call<T>('get', path);
  post = <T>(path: string, body: unknown): Promise<T> => this.call<T>('post', path, { body });
  put = <T>(path: string, body: unknown): Promise<T> => this.call<T>('put', path, { body });
  delete = (path: string): Promise<void> => this.call<void>('delete', path);

  postForBytes = async (path: string, body: unknown): Promise<Uint8Array> =>
    new Uint8Array(await this.call<ArrayBuffer>('post', path, { body, parseAs: 'arrayBuffer' }));
  /** @returns the answer's body as it comes: it has to be read to its end, or the program does not end */
  postForStream = (path: string, body: unknown): Promise<ReadableStream> =>
    this.call('post', path, { body, parseAs: 'stream' });
  /** @returns the body as it comes, to be read to its end */
  download = (path: string): Promise<ReadableStream> => this.call('get', path, { parseAs: 'stream' });
  upload = <T>(path: string, body: ReadableStream): Promise<T> => this.call<T>('post', path, asBytes(body));
  putBytes = <T>(path: string, body: ReadableStream): Promise<T> => this.call<T>('put', path, asBytes(body));

  private async call<T>(method: string, path: string, init: object = {}): Promise<T> {
    const { data } = await this.client.request(method as never, `/api/v1${path}` as never, init as never);
    return data as T;
  }
}
