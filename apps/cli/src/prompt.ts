import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Questions to a person at a terminal; where there is none, the answers are the lines of standard input. */
export class Prompt {
  private hidden = false;
  private readonly terminal = process.stdin.isTTY === true;
  private readonly lines = createInterface({
    input: process.stdin,
    output: new Writable({
      write: (chunk, _encoding, done) => {
        if (!this.hidden) process.stderr.write(chunk);
        done();
      },
    }),
    terminal: this.terminal,
  });
  private readonly answers = this.lines[Symbol.asyncIterator]();

  async ask(question: string): Promise<string> {
    if (this.terminal) process.stderr.write(question);
    return (await this.answers.next()).value ?? '';
  }

  /** What is typed is not shown. */
  async askHidden(question: string): Promise<string> {
    if (this.terminal) process.stderr.write(question);
    this.hidden = true;
    const answer = (await this.answers.next()).value ?? '';
    this.hidden = false;
    if (this.terminal) process.stderr.write('\n');
    return answer;
  }

  close = (): void => this.lines.close();
}
