/** Work that takes much of the process, one after the other in the order it was asked for; one that fails stops no other. */
export class OneByOne {
  private last: Promise<unknown> = Promise.resolve();

  after<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
