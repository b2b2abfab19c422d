/** Keeps what was used last, as much as weighs no more than `most` together. */
export class Kept<V> {
  private readonly entries = new Map<string, { readonly value: V; readonly weight: number }>();
  private total = 0;

  constructor(private readonly most: number) {}

  get weight(): number {
    return this.total;
  }

  get(key: string): V | undefined {
    const known = this.entries.get(key);
    if (!known) return undefined;
    this.entries.delete(key);
    this.entries.set(key, known);
    return known.value;
  }

  /** @returns what it pushed out, the longest unused first */
  set(key: string, value: V, weight = 1): V[] {
    this.remove(key);
    this.entries.set(key, { value, weight });
    this.total += weight;
    const out: V[] = [];
    for (const [other, entry] of this.entries) {
      if (this.total <= this.most || other === key) break;
      this.remove(other);
      out.push(entry.value);
    }
    return out;
  }

  private remove(key: string): void {
    this.total -= this.entries.get(key)?.weight ?? 0;
    this.entries.delete(key);
  }
}
