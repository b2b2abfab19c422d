/** A table that is looked up by names from outside: without a prototype it has no `constructor` but its own. */
export const lookup = <T extends object>(table: T): T => Object.assign(Object.create(null), table);
