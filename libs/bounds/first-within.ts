/** The first items, as many as are within so many bytes together; one at least, where there is one. */
export function firstWithin<T>(items: readonly T[], bytesOf: (item: T) => number, mostBytes: number): readonly T[] {
  let bytes = 0;
  const beyond = items.findIndex((item, i) => {
    bytes += bytesOf(item);
    return i > 0 && bytes > mostBytes;
  });
  return beyond < 0 ? items : items.slice(0, beyond);
}
