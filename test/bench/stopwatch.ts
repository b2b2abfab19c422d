/** Median time of one call in microseconds: warm, then repeated for at least `milliseconds`. */
export async function timed(work: () => unknown, milliseconds = 400): Promise<number> {
  for (let i = 0; i < 3; i++) await work();
  const times: number[] = [];
  const end = performance.now() + milliseconds;
  while (performance.now() < end || times.length < 5) {
    const from = performance.now();
    await work();
    times.push((performance.now() - from) * 1000);
  }
  return times.sort((a, b) => a - b)[times.length >> 1]!;
}
