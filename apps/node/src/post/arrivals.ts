import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Admitted, BodyOf } from '#libs/kinds/registry.js';
import type { UnitAddress } from '#libs/trust/address.js';

/** A message that was admitted, as the unit has it to which it came. */
export interface Arrived<Body = unknown> {
  readonly unit: UnitAddress;
  readonly sender: UnitAddress;
  readonly messageId: string;
  readonly kind: string;
  readonly logPosition: number;
  readonly body: Body;
}

/** What a kind does when a message of it comes in. */
export interface OnArrival<Body> {
  /** In the transaction that stores the message, so once. */
  readonly take?: (manager: EntityManager, arrived: Arrived<Body>) => Promise<void>;
  /** That `take` wants such of the message's files as it believes in; else all are wanted. */
  readonly wantsFiles?: true;
  /** After that is committed. @param messages how many of the kind came together */
  readonly committed?: (messages: number) => void;
}

/** Where rooms say what the arrival of a kind does; the mailbox knows none of them. */
@Injectable()
export class Arrivals {
  private readonly handlers = new Map<string, OnArrival<never>>();

  /** @throws where a kind has two: what comes first would be nobody's to say */
  on<K extends string>(kind: K, handler: OnArrival<BodyOf<K>>): void {
    if (this.handlers.has(kind)) throw new Error(`two rooms take in "${kind}"`);
    this.handlers.set(kind, handler);
  }

  /** The files of a message that are to be fetched, whatever `take` comes to. */
  filesOf = ({ kind, files }: Pick<Admitted, 'kind' | 'files'>): Admitted['files'] =>
    this.handlers.get(kind)?.wantsFiles ? [] : files;

  async take(manager: EntityManager, arrived: Omit<Arrived, 'body' | 'kind'>, { kind, body }: Admitted): Promise<void> {
    await this.handlers.get(kind)?.take?.(manager, { ...arrived, kind, body: body as never });
  }

  committed(kinds: readonly string[]): void {
    for (const kind of new Set(kinds)) this.handlers.get(kind)?.committed?.(kinds.filter((one) => one === kind).length);
  }
}
