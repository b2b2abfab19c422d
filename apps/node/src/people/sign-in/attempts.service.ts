import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, LessThan } from 'typeorm';
import { utf8 } from '#libs/cose/bytes.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { SignInAttemptRow } from '#libs/store/people-entities.js';
import { lookupHash } from '#libs/store/storage-key.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';

const MINUTE_MS = 60_000;
const mustWait = () =>
  refuse('sign-in-wait', 'Too many sign-ins failed.', 'Wait fifteen minutes and try again, or use your passkey.');

/** How many wrong tries are judged in how long, and what is said to the next. */
const LIMITS = {
  /** An office shares an address. */
  address: { tries: 50, ms: 15 * MINUTE_MS, over: mustWait },
  /** One account's password, from one address. */
  'password here': { tries: 5, ms: 15 * MINUTE_MS, over: mustWait },
  /** The same from everywhere together: wider, so that guessing at one address keeps nobody out at another. */
  password: { tries: 50, ms: 15 * MINUTE_MS, over: mustWait },
  /** Three of a million codes are right at a time: ten tries a day find one in about ninety years. Who gets to try knows the password. */
  code: {
    tries: 10,
    ms: 24 * 60 * MINUTE_MS,
    over: () =>
      refuse(
        'code-wait',
        'Too many one-time codes were wrong.',
        'Use your passkey, wait until tomorrow, or ask your administrator for a new password.',
      ),
  },
  /** Sign-ins in two steps that anybody begins: many in an office may begin theirs at once. */
  step: { tries: 300, ms: 5 * MINUTE_MS, over: mustWait },
} as const;

/** Something that tries are counted at: the account or the address, or both. */
interface Counter {
  readonly limit: keyof typeof LIMITS;
  readonly of: string;
}
const atAddress = (address: string): Counter => ({ limit: 'address', of: address });
const atPassword = (name: string): Counter => ({ limit: 'password', of: name });
const atCode = (name: string): Counter => ({ limit: 'code', of: name });

/**
 * Every secret that could be guessed at is judged through here. A try is counted before it is judged, in the database
 * and in one statement, so that tries that come at once are not all judged; what was right is counted back.
 */
@Injectable()
export class Attempts {
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** A password of the account `name`, known or not: one at a time, so that right ones that come together are all right. */
  password = <T>(name: string, address: string, judge: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const here = `${address} ${name}`;
    const counters: Counter[] = [atAddress(address), { limit: 'password here', of: here }, atPassword(name)];
    return this.inTurn(here, () => this.judged(counters, judge));
  };

  /** A one-time code of the account `name`. */
  code = <T>(name: string, judge: () => Promise<Outcome<T>>): Promise<Outcome<T>> => this.judged([atCode(name)], judge);

  /** Something that is remembered for whoever asks from an address, right or wrong. */
  asked = async (address: string): Promise<Outcome<void>> =>
    (await this.count({ limit: 'step', of: address })) ? accept(undefined) : LIMITS.step.over();

  /** An account with a new password begins anew. */
  async forget(manager: EntityManager, name: string): Promise<void> {
    const hashes = [atPassword(name), atCode(name)].map((one) => this.hashOf(one));
    await manager.delete(SignInAttemptRow, { sourceHash: In(hashes) });
  }

  /** Removes what counts no more. */
  async tidy(manager: EntityManager, now: number): Promise<void> {
    await manager.delete(SignInAttemptRow, { until: LessThan(now) });
  }

  private inTurn<T>(place: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.turns.get(place) ?? Promise.resolve()).then(work, work);
    this.turns.set(place, turn);
    const leave = (): void => {
      if (this.turns.get(place) === turn) this.turns.delete(place);
    };
    turn.then(leave, leave);
    return turn;
  }

  /** One that is over its limit is not judged, and not counted anywhere. */
  private async judged<T>(counters: readonly Counter[], judge: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const counted: Counter[] = [];
    for (const counter of counters) {
      if (!(await this.count(counter))) {
        await this.countBack(counted);
        return LIMITS[counter.limit].over();
      }
      counted.push(counter);
    }
    const outcome = await judge();
    if (outcome.ok) await this.countBack(counted);
    return outcome;
  }

  /** @returns whether there was a try left */
  private async count(counter: Counter): Promise<boolean> {
    const { tries, ms } = LIMITS[counter.limit];
    const now = Date.now();
    const rows: unknown[] = await this.database.query(
      `INSERT INTO sign_in_attempt AS a (source_hash, tries, until) VALUES ($1, 1, $2)
       ON CONFLICT (source_hash) DO UPDATE SET
         tries = CASE WHEN a.until > $3 THEN a.tries + 1 ELSE 1 END,
         until = CASE WHEN a.until > $3 THEN a.until ELSE $2 END
       WHERE a.until <= $3 OR a.tries < $4
       RETURNING tries`,
      [this.hashOf(counter), now + ms, now, tries],
    );
    return rows.length > 0;
  }

  private async countBack(counters: readonly Counter[]): Promise<void> {
    for (const counter of counters) {
      await this.database.query('UPDATE sign_in_attempt SET tries = tries - 1 WHERE source_hash = $1 AND tries > 0', [
        this.hashOf(counter),
      ]);
    }
  }

  private hashOf = ({ limit, of }: Counter): Buffer => lookupHash(this.config.storageKey, `sign-in ${limit}`, utf8(of));
}
