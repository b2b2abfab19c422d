/**
 * Ends a run by saying how many tests were skipped, and for want of what. LIAISON_MAY_LACK lists what they may be skipped
 * for, with commas between; where it is set, a run that skips for want of anything else has failed.
 */
export default class NamesSkips {
  constructor({ testNamePattern }) {
    this.somePicked = Boolean(testNamePattern);
  }

  onRunComplete(_contexts, { testResults }) {
    if (this.somePicked) return;
    const skipped = new Map();
    for (const { testResults: tests } of testResults) {
      for (const { status, ancestorTitles } of tests) {
        if (status !== 'pending') continue;
        const what = /\[with (.+?)\]/.exec(ancestorTitles.join(' '))?.[1] ?? 'something that its test does not name';
        skipped.set(what, (skipped.get(what) ?? 0) + 1);
      }
    }
    for (const [what, count] of skipped) process.stderr.write(`Skipped for want of ${what}: ${count}\n`);
    const allowed = process.env.LIAISON_MAY_LACK?.split(',');
    const lacking = [...skipped.keys()].filter((what) => allowed && !allowed.includes(what));
    if (lacking.length === 0) return;
    this.error = new Error(`Tests may not be skipped here for want of ${lacking.join(', ')}.`);
    process.stderr.write(`${this.error.message}\n`);
  }

  getLastError() {
    return this.error;
  }
}
