/** As much of JSON Schema (2020-12) as the node's own forms use. */
export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly prefixItems?: readonly Schema[];
}
export type Fault = { readonly field: string; readonly expected: string };

/** What an object field holds. */
export type Fields = Record<string, unknown>;

export const isWords = (schema: Schema): boolean => Boolean(schema.properties?.language && schema.properties.text);
export const isUpload = (schema: Schema): boolean => Boolean(schema.properties?.name && schema.properties.caption);
export const variantsOf = (schema: Schema): readonly Schema[] | undefined => schema.oneOf ?? schema.anyOf;
export const typeOf = (schema: Schema): string =>
  String(schema.properties?.type?.const ?? schema.properties?.decision?.const ?? '');
/** Characters from which on a text gets a field of several lines. */
export const LONG = 400;

/** What a field of this schema begins with. */
export function emptyOf(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const;
  const variants = variantsOf(schema);
  if (variants) return emptyOf(variants[0]!);
  if (schema.type === 'object' && schema.properties) {
    return Object.fromEntries(
      Object.entries(schema.properties)
        .filter(
          ([name, one]) =>
            schema.required?.includes(name) &&
            ((one.type === 'object' && !isWords(one)) || one.const !== undefined || one.type === 'boolean'),
        )
        .map(([name, one]) => [name, emptyOf(one)]),
    );
  }
  if (schema.type === 'array') return [];
  if (schema.type === 'boolean') return false;
  return undefined;
}

/** How the labels begin by which other fields name a thing. */
const LETTERS: Readonly<Record<string, string>> = {
  persons: 'P',
  places: 'L',
  accounts: 'A',
  devices: 'D',
  entities: 'S',
};
/** What is added to a list of that name, with the next letter and number where its items are named so. */
export function newItem(schema: Schema, list: string, items: readonly unknown[]): unknown {
  const fresh = emptyOf(schema);
  if (typeof fresh !== 'object' || fresh === null || Array.isArray(fresh)) return fresh;
  const used = items.map((one) => one as Fields);
  const next = (taken: readonly number[]) => Math.max(0, ...taken) + 1;
  if (LETTERS[list])
    return { id: `${LETTERS[list]}${next(used.map((one) => Number(String(one.id).slice(1)) || 0))}`, ...fresh };
  if (schema.properties?.number) return { number: next(used.map((one) => Number(one.number) || 0)), ...fresh };
  return fresh;
}
