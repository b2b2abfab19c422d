/** JSON Schema's `format` of a country's code, by which a form offers their names. */
export const COUNTRY = 'country';
