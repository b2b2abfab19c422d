import { finished } from 'node:stream/promises';
import type { FastifyReply } from 'fastify';
import { OneByOne } from '#libs/apart/one-by-one.js';
import { problem } from '../http/problem.js';

/**
 * Documents and exports: each holds much in memory. An officer has one at a time, until it is handed over; all officers' are made one
 * after the other, and what waits holds nothing yet.
 */
export class OneEach {
  private readonly under = new Set<string>();
  private readonly turns = new OneByOne();

  /** @param send hands over what was made: who reads slowly keeps only their own next one from being made */
  async of<Made>(
    officer: string,
    { raw }: FastifyReply,
    make: () => Promise<Made>,
    send: (made: Made) => unknown,
  ): Promise<void> {
    if (this.under.has(officer)) {
      throw problem(429, 'document-under-way', 'Another of yours is being made already.', 'Wait until you have it.');
    }
    this.under.add(officer);
    try {
      send(await this.turns.after(make));
      await finished(raw).catch(() => undefined);
    } finally {
      this.under.delete(officer);
    }
  }
}
