import stringWidth from 'string-width';

const GAP = 2;
const NARROW = 60;

/** Right-to-left text stands in an isolate, so that it does not turn its neighbours round (UAX #9 §2.4.2). */
export const isolated = (text: string): string =>
  /[\u0590-\u08ff\ufb1d-\ufefc]/.test(text) ? `\u2068${text}\u2069` : text;

/**
 * A table aligned to `width` columns; the column named `give` is shortened where the terminal is narrow. Control
 * characters are taken out: what others wrote must not drive the terminal.
 */
export function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  give = 0,
): string {
  const clean = rows.map((row) => row.map(withoutControls));
  const widths = headings.map((heading, i) =>
    Math.max(stringWidth(heading), ...clean.map((row) => stringWidth(row[i] ?? ''))),
  );
  const over = widths.reduce((sum, w) => sum + w + GAP, -GAP) - Math.max(width, NARROW);
  if (over > 0) widths[give] = Math.max(8, widths[give]! - over);
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => {
        const text = shortened(cell, widths[i]!);
        return i === cells.length - 1
          ? isolated(text)
          : isolated(text) + ' '.repeat(widths[i]! - stringWidth(text) + GAP);
      })
      .join('')
      .trimEnd();
  return [line(headings), ...clean.map(line)].join('\n');
}

/** A table whose last column is never shortened: it goes on below itself where the line is full. */
export function ledger(headings: readonly string[], rows: readonly (readonly string[])[], width: number): string {
  const last = headings.length - 1;
  const before = headings
    .slice(0, last)
    .map((heading, i) => Math.max(stringWidth(heading), ...rows.map((row) => stringWidth(row[i] ?? ''))));
  const indentation = before.reduce((sum, w) => sum + w + GAP, 0);
  const room = Math.max(width - indentation, 24);
  const split = rows.flatMap((row) => {
    const [first, ...rest] = wrapped(withoutControls(row[last] ?? ''), room).split('\n');
    return [[...row.slice(0, last), first ?? ''], ...rest.map((line) => [...row.slice(0, last).map(() => ''), line])];
  });
  return table(headings, split, indentation + room, last);
}

function shortened(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let short = '';
  for (const letter of text) {
    if (stringWidth(`${short}${letter}…`) > width) break;
    short += letter;
  }
  return `${short}…`;
}

/** C0, C1 and bidirectional controls; line ends and tabs become blanks. */
export const withoutControls = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  text.replace(/[\n\r\t]+/g, ' ').replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '');

/** As `withoutControls`, keeping line ends. */
export const withoutControlsButLines = (text: string): string => text.split('\n').map(withoutControls).join('\n');

/** Breaks long lines at blanks, keeping each line's indentation. */
export function wrapped(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const indentation = /^ */.exec(line)![0];
      const lines: string[] = [];
      let current = '';
      for (const word of line.trim().split(' ')) {
        const longer = current ? `${current} ${word}` : indentation + word;
        if (current && stringWidth(longer) > width) {
          lines.push(current);
          current = indentation + word;
        } else {
          current = longer;
        }
      }
      return [...lines, current].map((one) => (one.trim() === '' ? '' : one));
    })
    .join('\n');
}

/** A foreign text for one line: without control characters, and its direction its own. */
export const clean = (text: string): string => isolated(withoutControls(text));
