/** The authority that a member's requests for mutual legal assistance come from and go to, with its two officers. */
export interface LocalAuthority {
  readonly unit: string;
  readonly unitName: string;
  /** Names on the node; the first writes and releases, the second releases what the first has written. */
  readonly officers: readonly [string, string];
  readonly officerName: string;
}

/** The three members of the local network: police unit, liaison office, central authority. All invented. */
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
  readonly authority?: LocalAuthority;
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
    authority: {
      unit: 'ne/central-authority',
      unitName: 'Central authority of Niger',
      officers: ['niamey', 'niamey-2'],
      officerName: 'Magistrate in Niamey',
    },
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
    authority: {
      unit: 'pt/central-authority',
      unitName: 'Central authority of Portugal',
      officers: ['lisboa-ac', 'lisboa-ac-2'],
      officerName: 'Magistrate in Lisbon',
    },
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
    authority: {
      unit: 'sn/central-authority',
      unitName: 'Central authority of Senegal',
      officers: ['dakar-ac', 'dakar-ac-2'],
      officerName: 'Magistrate in Dakar',
    },
  },
];
