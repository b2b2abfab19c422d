/** The three members of the local network: a police unit and a liaison office each, with two officers. All invented. */
export interface LocalMember {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly unitName: string;
  readonly languages: readonly string[];
  readonly officer: string;
  readonly officerName: string;
  /** A second officer of the police unit, who also audits it. */
  readonly secondOfficer?: string;
  /** Further police units of the same node. */
  readonly moreUnits?: readonly string[];
  /** The member's liaison office, for which the same officer speaks. */
  readonly liaisonOffice?: string;
}

export const MEMBERS: readonly LocalMember[] = [
  {
    code: 'ne',
    name: 'Niger',
    unit: 'ne/police-agadez',
    unitName: 'Specialised police unit, Agadez',
    liaisonOffice: 'ne/liaison',
    languages: ['fr', 'ha'],
    officer: 'agadez',
    officerName: 'Officer in Agadez',
    secondOfficer: 'agadez-2',
  },
  {
    code: 'pt',
    name: 'Portugal',
    unit: 'pt/police-lisboa',
    unitName: 'Specialised police unit, Lisbon',
    liaisonOffice: 'pt/liaison',
    languages: ['pt', 'en'],
    officer: 'lisboa',
    officerName: 'Officer in Lisbon',
    secondOfficer: 'lisboa-2',
  },
  {
    code: 'sn',
    name: 'Senegal',
    unit: 'sn/police-dakar',
    unitName: 'Specialised police unit, Dakar',
    liaisonOffice: 'sn/liaison',
    languages: ['fr', 'wo'],
    officer: 'dakar',
    officerName: 'Officer in Dakar',
    secondOfficer: 'dakar-2',
  },
];
