import { type IDBPDatabase, openDB } from 'idb';
import { base64, fromBase64 } from './bytes.js';

/**
 * What the console keeps on the officer's machine for work without a line: sealed (AES-256-GCM) under a key that the
 * node gives to the officer's session and that stays in memory. A stolen disk has only what is sealed.
 */
interface Kept {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}
/** The key itself under the officer's password (Argon2id), to open what is kept while the node cannot be reached. */
interface Wrapped extends Kept {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly officer: string;
}
const STORE = 'kept';
const WRAPPED = 'wrapped';
/** OWASP's second set for Argon2id: 19 MiB, two passes, one lane. */
const ARGON = { t: 2, m: 19_456, p: 1, dkLen: 32 } as const;

const database: Promise<IDBPDatabase> = openDB('liaison', 1, {
  upgrade: (db) => {
    db.createObjectStore(STORE);
    db.createObjectStore(WRAPPED);
  },
});
const random = (bytes: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(bytes));
const aesKey = (raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);

async function sealed(key: CryptoKey, name: string, plain: Uint8Array<ArrayBuffer>): Promise<Kept> {
  const iv = random(12);
  const additionalData = new TextEncoder().encode(name);
  return { iv, sealed: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plain) };
}
const opened = (key: CryptoKey, name: string, { iv, sealed: bytes }: Kept): Promise<ArrayBuffer> =>
  crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(name) }, key, bytes);

export class Vault {
  private constructor(
    readonly officer: string,
    private readonly key: CryptoKey,
  ) {}

  /** @param raw 32 bytes, base64, as the node gives them */
  static async open(officer: string, raw: string): Promise<Vault> {
    return new Vault(officer, await aesKey(fromBase64(raw)!));
  }

  put = (name: string, value: unknown): Promise<void> =>
    this.putBytes(name, new TextEncoder().encode(JSON.stringify(value)));

  /** Undefined where nothing is kept, or it was kept under another key. */
  async get<T>(name: string): Promise<T | undefined> {
    const plain = await this.getBytes(name);
    return plain && (JSON.parse(new TextDecoder().decode(plain)) as T);
  }

  async putBytes(name: string, plain: Uint8Array<ArrayBuffer>): Promise<void> {
    await (await database).put(STORE, await sealed(this.key, this.place(name), plain), this.place(name));
  }

  async getBytes(name: string): Promise<ArrayBuffer | undefined> {
    const kept: Kept | undefined = await (await database).get(STORE, this.place(name));
    return kept && opened(this.key, this.place(name), kept).catch(() => undefined);
  }

  async remove(name: string): Promise<void> {
    await (await database).delete(STORE, this.place(name));
  }

  /** The names that begin so. */
  async names(beginning: string): Promise<string[]> {
    const all = (await (await database).getAllKeys(STORE)) as string[];
    return all.filter((one) => one.startsWith(this.place(beginning))).map((one) => one.slice(this.officer.length + 1));
  }

  /** So that the officer can open it with the password while the node cannot be reached. */
  static async wrap(officer: string, raw: string, password: string): Promise<void> {
    const salt = random(16);
    const kept = await sealed(await passwordKey(password, salt), officer, fromBase64(raw)!);
    await (await database).put(WRAPPED, { ...kept, salt, officer } satisfies Wrapped, officer);
  }

  /** The officers who have worked on this machine with a password. */
  static async officers(): Promise<string[]> {
    return (await (await database).getAllKeys(WRAPPED)) as string[];
  }

  /** Undefined where the password is wrong. */
  static async unwrap(officer: string, password: string): Promise<Vault | undefined> {
    const wrapped: Wrapped | undefined = await (await database).get(WRAPPED, officer);
    if (!wrapped) return undefined;
    const raw = await opened(await passwordKey(password, wrapped.salt), officer, wrapped).catch(() => undefined);
    return raw && Vault.open(officer, base64(new Uint8Array(raw)));
  }

  /** At signing out nothing stays. */
  static async forget(officer: string): Promise<void> {
    const db = await database;
    await db.delete(WRAPPED, officer);
    for (const name of await db.getAllKeys(STORE))
      if (String(name).startsWith(`${officer} `)) await db.delete(STORE, name);
  }

  private place = (name: string): string => `${this.officer} ${name}`;
}

async function passwordKey(password: string, salt: Uint8Array): Promise<CryptoKey> {
  const { argon2idAsync } = await import('@noble/hashes/argon2.js');
  return aesKey(new Uint8Array(await argon2idAsync(password, salt, ARGON)));
}
