/** Where results and messages go: results to stdout, everything about the work to stderr. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  refused: 3,
  signedOut: 4,
  unreachable: 5,
  notHeld: 6,
  notProven: 7,
} as const;

export const EXIT_HELP = `
Exit codes:
  0  done
  1  something unforeseen
  2  the command was not understood
  3  refused: the input is wrong or not allowed (the message says which field)
  4  not signed in, or the session is over
  5  the node, or something that it needs, does not answer; nothing was lost
  6  "liaison verify": all that is there is right, and something that an event names is not there
  7  "liaison verify": all that is there is right, if what a revoked key signed is as old as it says; "--log" judges it`;

/** What every command that shows something may be asked. */
export interface AsJson {
  readonly json?: boolean;
}

export const width = (): number => process.stdout.columns ?? 100;
export const print = (text: string): void => void process.stdout.write(`${text}\n`);
export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));
export const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Colour only on a terminal, and never the only sign of anything. */
const coloured = process.stdout.isTTY && !process.env.NO_COLOR;
const TLP: Readonly<Record<string, string>> = {
  RED: '38;2;255;43;43',
  'AMBER+STRICT': '38;2;255;192;0',
  AMBER: '38;2;255;192;0',
  GREEN: '38;2;51;255;0',
  CLEAR: '38;2;255;255;255',
};
/** FIRST TLP 2.0: its colours on black. */
export const tlp = (label: string, text: string): string =>
  coloured ? `\u001b[48;2;0;0;0;${TLP[label] ?? '0'}m${text}\u001b[0m` : text;
export const bold = (text: string): string => (coloured ? `\u001b[1m${text}\u001b[0m` : text);

/** A time for people: their own zone, with its offset. */
export const time = (iso: string): string => {
  const at = new Date(iso);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
};
