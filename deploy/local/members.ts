/** The three members of the local network: one police unit each, with one officer. All invented. */
export interface LocalMember {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly unitName: string;
  readonly languages: readonly string[];
  readonly officer: string;
  readonly officerName: string;
  /** Further units of the same node. */
  readonly moreUnits?: readonly string[];
}

export const MEMBERS: readonly LocalMember[] = [
  {
    code: 'ne',
    name: 'Niger',
    unit: 'ne/police-agadez',
    unitName: 'Specialised police unit, Agadez',
    languages: ['fr', 'ha'],
    officer: 'agadez',
    officerName: 'Officer in Agadez',
  },
  {
    code: 'pt',
    name: 'Portugal',
    unit: 'pt/police-lisboa',
    unitName: 'Specialised police unit, Lisbon',
    languages: ['pt', 'en'],
    officer: 'lisboa',
    officerName: 'Officer in Lisbon',
  },
  {
    code: 'sn',
    name: 'Senegal',
    unit: 'sn/police-dakar',
    unitName: 'Specialised police unit, Dakar',
    languages: ['fr', 'wo'],
    officer: 'dakar',
    officerName: 'Officer in Dakar',
  },
];
