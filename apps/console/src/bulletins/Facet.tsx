import { COUNTRY } from '#libs/geography/formats.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { useCountries } from '../ui/countries.js';
import { FilterSelect } from '../ui/FilterSelect.js';
import { useFieldWords } from '../ui/field-words.js';
import { TypedFilter } from '../ui/SearchBox.js';
import type { Schema } from '../ui/schema.js';

/** One of a kind's own facets: chosen where its values are known, by their names; typed where it may be any word. */
export function Facet({
  kind,
  name,
  schema,
  ...filter
}: {
  kind: BulletinName;
  name: string;
  schema: Schema;
  value: string | undefined;
  onChange: (value: string) => void;
}) {
  const { labelOf, codeOf } = useFieldWords(kind);
  const countries = useCountries();
  const choices =
    schema.format === COUNTRY
      ? countries
      : schema.enum?.map((code) => ({ value: code, label: codeOf(code, schema.enum) }));
  const label = labelOf(name);
  return choices ? (
    <FilterSelect label={label} choices={choices} {...filter} />
  ) : (
    <TypedFilter label={label} w="8.5rem" {...filter} />
  );
}
