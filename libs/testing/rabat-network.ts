import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { Contact } from '#libs/contacts/contact.js';
import { commitmentTo, saltedRecord } from '#libs/contacts/record.js';
import { DEFAULT_POLICY } from '#libs/policy/default-policy.js';
import { epochAt } from '#libs/trust/epochs.js';
import { ExampleLog } from './example-log.js';

/** A member as `examples/directory/members.csv` has it. */
export interface MemberRow {
  readonly code: string;
  readonly names: Readonly<Record<'en' | 'fr' | 'pt' | 'es' | 'ar', string>>;
  readonly region: string;
  readonly languages: readonly string[];
  readonly status: string;
}

/** @param csv with the columns code, name_en … name_ar, region, working_languages, status; no field is quoted */
export function membersIn(csv: string): MemberRow[] {
  return csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [code, en, fr, pt, es, ar, region, languages, status] = line.split(',') as [string, ...string[]];
      const names = { en: en!, fr: fr!, pt: pt!, es: es!, ar: ar! };
      return { code, names, region: region!, languages: languages!.split(';'), status: status! };
    });
}

const UNITS = [
  ['police', 'specialised-police', 'Specialised police unit'],
  ['prosecution', 'prosecution', 'Specialised prosecution service'],
  ['central-authority', 'central-authority', 'Central authority for mutual legal assistance'],
  ['observatory', 'observatory', 'Observatory'],
  ['victim-protection', 'victim-protection', 'Victim protection service'],
] as const;

/** Members of ECOWAS since January 2025. */
const ECOWAS = ['bj', 'cv', 'ci', 'gm', 'gh', 'gn', 'gw', 'lr', 'ng', 'sn', 'sl', 'tg'];
/** European members of the network that are not in the EU. */
const NOT_EU = ['ch', 'no'];

const TREATIES = [
  [
    'untoc',
    'United Nations Convention against Transnational Organized Crime',
    'Convention des Nations Unies contre la criminalité transnationale organisée',
  ],
  [
    'trafficking-protocol',
    'Protocol to Prevent, Suppress and Punish Trafficking in Persons, Especially Women and Children',
    'Protocole visant à prévenir, réprimer et punir la traite des personnes, en particulier des femmes et des enfants',
  ],
  [
    'smuggling-protocol',
    'Protocol against the Smuggling of Migrants by Land, Sea and Air',
    'Protocole contre le trafic illicite de migrants par terre, air et mer',
  ],
] as const;

export interface RabatNetwork {
  readonly log: ExampleLog;
  /** By contact id. Every name, number and address is invented. */
  readonly contacts: ReadonlyMap<string, { readonly member: string; readonly contact: Contact }>;
}

/** The whole network as an example: every member with its units, liaison office, contacts, bodies and instruments. */
export function rabatNetwork(rows: readonly MemberRow[], now: number): RabatNetwork {
  const log = ExampleLog.founded();
  const contacts = new Map<string, { member: string; contact: Contact }>();
  log.must(
    { type: 'network-policy-adopted', title: 'Default policy', text: DEFAULT_POLICY },
    log.committee.slice(0, 2),
  );
  for (const row of rows) {
    log.admit(row.code, row.names.en);
    log.enrol(`${row.code}/main`);
    const units = row.status === 'body' ? UNITS.slice(3, 4) : UNITS;
    for (const [name, unitFunction, title] of units) {
      const unit = `${row.code}/${name}`;
      log.register(unit, unitFunction, { name: `${title}, ${row.names.en}`, languages: row.languages.filter(isTag) });
      log.publishEpochKey(unit, epochAt(now));
    }
    log.register(`${row.code}/liaison`, 'liaison-office', {
      name: `Liaison office, ${row.names.en}`,
      languages: row.languages.filter(isTag),
    });
    log.publishEpochKey(`${row.code}/liaison`, epochAt(now));
    if (row.status !== 'body') log.must(subscriptionOf(row), [log.unitKeys.get(`${row.code}/police`)!]);
    publish(log, row, contacts);
  }
  return { log, contacts };
}

const isTag = (language: string): boolean => /^[a-z]{2,3}$/.test(language);

function publish(log: ExampleLog, row: MemberRow, contacts: Map<string, { member: string; contact: Contact }>): void {
  const office = `${row.code}/liaison`;
  const says = (body: object) => log.must({ office, ...body }, [log.unitKeys.get(office)!]);
  for (const [i, contact] of contactsOf(row).entries()) {
    const id = Buffer.from(`${row.code} ${i}`.padEnd(16)).toString('hex');
    says({ type: 'contact-published', contact: id, commitment: commitmentTo(saltedRecord(contact)) });
    contacts.set(id, { member: row.code, contact });
  }
  if (row.status === 'body') return;
  says({
    type: 'coordination-body-published',
    id: 'national-commission',
    form: 'national-commission',
    names: [
      { language: 'en', text: `National coordination commission of ${row.names.en} (example)` },
      { language: 'fr', text: `Commission nationale de coordination, ${row.names.fr} (exemple)` },
    ],
    institutions: [
      { name: 'National agency (example)', type: 'national-agency' },
      { name: 'Border municipalities (example)', type: 'local-authority' },
      { name: 'Associations (example)', type: 'civil-society' },
      { name: 'Religious council (example)', type: 'religious-organisation' },
      { name: 'Customary authorities (example)', type: 'traditional-authority' },
    ],
  });
  for (const [id, en, fr] of TREATIES) says(instrument(row, id, 'multilateral-treaty', en, fr));
  if (ECOWAS.includes(row.code)) {
    says(
      instrument(
        row,
        'ecowas-mutual-assistance',
        'regional-instrument',
        'ECOWAS Convention on Mutual Assistance in Criminal Matters',
        'Convention de la CEDEAO relative à l’entraide judiciaire en matière pénale',
      ),
    );
  }
  if (row.region === 'Europe' && !NOT_EU.includes(row.code)) {
    says(
      instrument(
        row,
        'eu-mutual-assistance',
        'regional-instrument',
        'EU Convention on Mutual Assistance in Criminal Matters',
        'Convention de l’UE relative à l’entraide judiciaire en matière pénale',
      ),
    );
  }
}

const instrument = (row: MemberRow, id: string, form: string, en: string, fr: string) => ({
  type: 'instrument-recorded',
  id,
  form,
  titles: [
    { language: 'en', text: `${en} (example)` },
    { language: 'fr', text: `${fr} (exemple)` },
  ],
  partners: [],
  reservations: [],
  declarations: {
    acceptedLanguages: row.languages.filter(isTag),
    centralAuthority: `${row.code}/central-authority`,
    others: ['An example record: it says nothing of what this state has ratified or declared.'],
  },
});

const subscriptionOf = (row: MemberRow) => ({
  type: 'subscription-set',
  unit: `${row.code}/police`,
  lines: [
    {
      kinds: ['alert'],
      topics: [],
      areas: row.region === 'Europe' ? [] : [{ type: 'region', region: row.region.toLowerCase().replace(' ', '-') }],
      languages: [],
      urgentOnly: false,
      delivery: 'immediate',
    },
  ],
});

/** A focal point by day and a duty desk by night. */
function contactsOf(row: MemberRow): Contact[] {
  const languages = row.languages.filter(isTag);
  const number = (end: string) => exampleNumber(row.code, end);
  const timeZone =
    row.region === 'Europe' ? 'Europe/Brussels' : row.region === 'Central Africa' ? 'Africa/Douala' : 'Africa/Abidjan';
  const common = {
    languages: languages.length > 0 ? languages : ['en'],
    mails: [`liaison@${row.code}.example`],
    timeZone,
  };
  return [
    {
      ...common,
      name: `Focal point of ${row.names.en} (invented)`,
      role: 'focal-point' as const,
      telephones: [{ number: number('01'), use: 'office' as const }],
      hours: [{ days: [1, 2, 3, 4, 5], from: '08:00', until: '17:00' }],
      outOfHours: { telephone: number('02') },
    },
    {
      ...common,
      name: `Duty desk of ${row.names.en} (invented)`,
      role: 'duty-desk' as const,
      telephones: [{ number: number('02'), use: 'secure' as const }],
      hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '17:00', until: '08:00' }],
    },
  ].map((contact) => Contact.parse(contact));
}

/** Of the country's form, and plainly nobody's: nothing but noughts before its end. */
function exampleNumber(code: string, end: string): string {
  const country = code.length === 2 && code !== 'ec' ? code.toUpperCase() : 'BE';
  for (const length of [7, 8, 6, 9, 5, 10]) {
    const number = parsePhoneNumberFromString(`${end}`.padStart(length, '0').replace(/^0/, '2'), country as never);
    if (number?.isPossible()) return number.number;
  }
  return '+3220000001';
}
