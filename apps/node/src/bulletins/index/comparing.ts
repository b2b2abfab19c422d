import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Profile } from '#libs/correlation/profile.js';

/** What compares the bulletins of a unit with each other, each named by its number in the index. */
export interface Comparer {
  /**
   * In the transaction that makes a bulletin findable.
   * @param earlier the one whose place it takes
   * @returns whether others are like it
   */
  readonly add: (
    manager: EntityManager,
    unit: string,
    number: string,
    profile: Profile,
    earlier: string | undefined,
  ) => Promise<boolean>;
  /** In the transaction that erases it. */
  readonly remove: (manager: EntityManager, unit: string, number: string) => Promise<void>;
}

/** Where the room that compares says how; the index knows it not. */
@Injectable()
export class Comparing implements Comparer {
  private comparer: Comparer | undefined;

  use(comparer: Comparer): void {
    this.comparer = comparer;
  }

  add: Comparer['add'] = async (...added) => (await this.comparer?.add(...added)) ?? false;
  remove: Comparer['remove'] = async (...removed) => this.comparer?.remove(...removed);
}
