/**
 * The network's regions by ISO 3166-1 alpha-2 country, after the Rabat Process's own grouping. An alert's place outside
 * these countries lies in no region.
 */
export const REGIONS = {
  'north-africa': ['DZ', 'LY', 'MR', 'MA', 'TN'],
  'west-africa': ['BJ', 'BF', 'CV', 'CI', 'GM', 'GH', 'GN', 'GW', 'LR', 'ML', 'NE', 'NG', 'SN', 'SL', 'TG'],
  'central-africa': ['CM', 'CF', 'TD', 'CG', 'CD', 'GQ', 'GA', 'ST'],
  europe: [
    ...['AT', 'BE', 'BG', 'HR', 'CY', 'CZ', 'DK', 'EE', 'FI', 'FR', 'DE', 'GR', 'HU', 'IE', 'IT', 'LV', 'LT', 'LU'],
    ...['MT', 'NL', 'NO', 'PL', 'PT', 'RO', 'SK', 'SI', 'ES', 'SE', 'CH'],
  ],
} as const;
export type Region = keyof typeof REGIONS;
export const REGION_NAMES = Object.keys(REGIONS) as [Region, ...Region[]];

export const inRegion = (country: string, region: Region): boolean =>
  (REGIONS[region] as readonly string[]).includes(country);
