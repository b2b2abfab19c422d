import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { onSignal } from '../api/client.js';
import { useMe } from '../sign-in/session.js';
import { type Uploaded, upload } from './upload.js';
import type { Vault } from './vault.js';

/** Larger files are not kept here: they wait for the line as long as the page is open. */
const KEPT_BYTES = 100 * 1024 * 1024;

/** A file that was attached and has not reached the node, or not yet the form that it belongs to. */
export interface FileOnTheWay {
  readonly id: string;
  /** The field that it was attached to. */
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  /** How much the node has, from 0 to 1. */
  readonly share: number;
  /** Whether it is sealed on this machine meanwhile. */
  readonly kept: boolean;
  readonly error?: unknown;
  readonly arrived?: Uploaded;
}
/** What is kept of it beside its bytes; `upload` is what the node calls what it has so far. */
interface Head extends Pick<FileOnTheWay, 'path' | 'name' | 'bytes' | 'arrived'> {
  readonly type: string;
  readonly upload?: string;
}

const headName = (place: string, id: string): string => `file ${place} ${id}`;
const bytesName = (id: string): string => `bytes ${id}`;

/** The files of one draft or form, one after the other. They go on while the officer looks at something else. */
class Lane {
  files: readonly FileOnTheWay[] = [];
  unit: string | undefined;
  private readonly sources = new Map<string, { readonly file: File; readonly upload?: string | undefined }>();
  private readonly listeners = new Set<() => void>();
  private sending = false;
  private ended = false;
  private readonly found: Promise<void>;

  constructor(
    private vault: Vault | undefined,
    private place: string,
  ) {
    this.found = this.find();
  }

  /** @param vault undefined while the console is locked: what is on its way waits in the page alone */
  keepIn(vault: Vault | undefined): void {
    this.vault = vault;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  take(path: string, files: readonly File[]): void {
    for (const file of files) {
      const id = crypto.randomUUID();
      this.sources.set(id, { file });
      this.put([...this.files, { id, path, name: file.name, bytes: file.size, share: 0, kept: false }]);
      void this.keep(id, file);
    }
    void this.send();
  }

  drop(id: string): void {
    this.put(this.files.filter((one) => one.id !== id));
    this.sources.delete(id);
    void this.vault?.remove(headName(this.place, id));
    void this.vault?.remove(bytesName(id));
  }

  /** What happens to the draft happens to its files. */
  async move(place: string): Promise<void> {
    await this.found;
    const before = this.place;
    this.place = place;
    for (const { id } of this.files) {
      const head = await this.vault?.get<Head>(headName(before, id));
      if (head) await this.vault?.put(headName(place, id), head);
      await this.vault?.remove(headName(before, id));
    }
  }

  /** Sends no more; what is kept stays. */
  end(): void {
    this.ended = true;
  }

  async send(): Promise<void> {
    if (this.sending || !this.unit) return;
    this.sending = true;
    for (;;) {
      const next = this.files.find((one) => !one.error && !one.arrived);
      const source = next && this.sources.get(next.id);
      if (!next || !source || this.ended) break;
      const { id } = next;
      try {
        const arrived = await upload(this.unit, source.file, {
          from: source.upload,
          onAnnounced: (name) => void this.note(id, { upload: name }),
          onProgress: (share) => this.change(id, { share }),
          stopped: () => this.ended || !this.files.some((one) => one.id === id),
        });
        if (!arrived) continue;
        await this.note(id, { arrived });
        this.change(id, { arrived });
      } catch (error) {
        this.change(id, { error });
      }
    }
    this.sending = false;
  }

  /** Those that were attached before the page was closed. */
  private async find(): Promise<void> {
    for (const name of (await this.vault?.names(headName(this.place, ''))) ?? []) {
      const id = name.slice(headName(this.place, '').length);
      const head = await this.vault!.get<Head>(name);
      const bytes = head && (await this.vault!.getBytes(bytesName(id)));
      if (!head || !bytes || this.files.some((one) => one.id === id)) continue;
      this.sources.set(id, { file: new File([bytes], head.name, { type: head.type }), upload: head.upload });
      const { type: _type, upload: _upload, ...told } = head;
      this.put([...this.files, { id, share: 0, kept: true, ...told }]);
    }
    void this.send();
  }

  private async keep(id: string, file: File): Promise<void> {
    if (!this.vault || file.size > KEPT_BYTES) return;
    const { path } = this.files.find((one) => one.id === id)!;
    const head: Head = { path, name: file.name, bytes: file.size, type: file.type };
    try {
      await this.vault.putBytes(bytesName(id), new Uint8Array(await file.arrayBuffer()));
      await this.vault.put(headName(this.place, id), head);
    } catch {
      // The browser gives no more room: it waits as a larger file does.
      return void this.vault.remove(bytesName(id));
    }
    if (this.files.some((one) => one.id === id)) this.change(id, { kept: true });
    else this.drop(id);
  }

  private async note(id: string, by: Partial<Head>): Promise<void> {
    const head = await this.vault?.get<Head>(headName(this.place, id));
    if (head) await this.vault!.put(headName(this.place, id), { ...head, ...by });
  }

  private change(id: string, by: Partial<FileOnTheWay>): void {
    this.put(this.files.map((one) => (one.id === id ? { ...one, ...by } : one)));
  }

  private put(files: readonly FileOnTheWay[]): void {
    this.files = files;
    for (const listener of this.listeners) listener();
  }
}

const lanes = new Map<string, Lane>();

const keyOf = (vault: Vault | undefined, place: string): string => `${vault?.officer} ${place}`;

function laneOf(vault: Vault | undefined, place: string): Lane {
  const lane = lanes.get(keyOf(vault, place)) ?? new Lane(vault, place);
  lane.keepIn(vault);
  lanes.set(keyOf(vault, place), lane);
  return lane;
}

/** A draft that was begun here has its id from the node: its files go with it. */
export async function moveFiles(vault: Vault | undefined, from: string, to: string): Promise<void> {
  const lane = laneOf(vault, from);
  lanes.delete(keyOf(vault, from));
  lanes.set(keyOf(vault, to), lane);
  await lane.move(to);
}

// A lock takes the key out of the page. With the session end the files on their way under it; what is kept of them
// waits for its officer.
onSignal((state) => {
  if (state === 'session-locked') for (const lane of lanes.values()) lane.keepIn(undefined);
  if (state !== 'session-over') return;
  for (const lane of lanes.values()) lane.end();
  lanes.clear();
});

export type FilesOnTheWay = Pick<Lane, 'files' | 'take' | 'drop'>;

/**
 * The files that are on their way to a draft or form.
 * @param place names the draft or form @param deliver puts a file that has arrived into the field; undefined while there
 * is no form yet
 */
export function useFilesOnTheWay(
  place: string,
  unit: string | undefined,
  deliver: ((path: string, file: Uploaded) => void) | undefined,
): FilesOnTheWay {
  const { vault } = useMe();
  const lane = useMemo(() => laneOf(vault, place), [vault, place]);
  const files = useSyncExternalStore(lane.subscribe, () => lane.files);
  useEffect(() => {
    lane.unit = unit;
    void lane.send();
  }, [lane, unit]);
  const arrived = files.find((one) => one.arrived);
  // One at a time: the next is put into the form as it is with this one.
  useEffect(() => {
    if (!arrived?.arrived || !deliver) return;
    deliver(arrived.path, arrived.arrived);
    lane.drop(arrived.id);
  }, [lane, arrived, deliver]);
  return useMemo(
    () => ({ files, take: (path, added) => lane.take(path, added), drop: (id) => lane.drop(id) }),
    [lane, files],
  );
}
