/** Bigint columns hold counts and milliseconds below 2^53; they are numbers in the program. */
const asNumber = {
  to: (value: number | null) => value,
  from: (value: string | null) => (value === null ? null : Number(value)),
};
export const count = { type: 'bigint', transformer: asNumber } as const;
