import { z } from 'zod';
import { DateTime, Day } from '#libs/bounds/times.js';
import { MessageId } from '#libs/envelope/id.js';
import { Country } from '#libs/geography/country.js';
import { custom } from '#libs/outcome/field-faults.js';
import { UnitAddress } from '#libs/trust/address.js';
import { phrase } from '#libs/words/phrase.js';
import { AttachedFile, fileList, UploadedFile } from '../attached-file.js';
import { Replaces } from '../bulletin-replaces.js';
import { Handling, Topic } from '../bulletin-terms.js';
import { Language, Text } from '../text.js';
import * as code from './codes.js';
import { Indicator } from './indicators.js';

const Label = z.string().trim().min(1).max(200);
const listOf = <T extends z.ZodType>(item: T, max = 50) => z.array(item).max(max).default([]);

/** SP Art. 10(1)(a) */
const RoutePoint = z.strictObject({
  role: code.RoutePointRole,
  place: Label,
  /** Where it is known: at sea a point is nobody's, and no country is made of a neighbour's. */
  country: Country.optional(),
  coordinates: z
    .strictObject({
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
      precision: code.CoordinatePrecision,
    })
    .optional(),
  borderCrossing: Label.optional(),
  from: Day.optional(),
  until: Day.optional(),
});

const Route = z.strictObject({
  /** In the order in which they are travelled. */
  points: z.array(RoutePoint).min(1).max(40),
  transport: listOf(code.Transport, 9),
  carriers: listOf(Label),
  /** Persons moved at one time. */
  capacity: z.strictObject({ least: z.int().positive(), most: z.int().positive() }).optional(),
  frequency: code.Frequency.optional(),
});

/** SP Art. 10(1)(b) */
const Network = z.strictObject({
  label: Label,
  aliases: listOf(Label),
  structure: code.NetworkStructure,
  roles: listOf(code.NetworkRole, 10),
  nationalities: listOf(Country),
  languages: listOf(Language),
  knownLinks: listOf(Label),
});

/** SP Art. 10(1)(c), TP Art. 10(1)(b) */
const DocumentFinding = z.strictObject({
  document: code.DocumentType,
  abuse: code.DocumentAbuse,
  issuedBy: Country.optional(),
  /** What to look for at a control. */
  features: listOf(Text, 20),
});

/** SP Art. 10(1)(d) */
const Methods = z.strictObject({
  recruitment: listOf(code.RecruitmentMethod, 6),
  concealment: listOf(code.ConcealmentMethod, 9),
  control: listOf(code.ControlMethod, 7),
  payment: listOf(code.PaymentMethod, 7),
  price: z
    .strictObject({
      least: z.number().nonnegative(),
      most: z.number().nonnegative(),
      currency: z.string().regex(/^[A-Z]{3}$/),
    })
    .optional(),
  narrative: listOf(Text, 10),
});

/** Those at risk as a group. There is no field for a person: never a victim's identity, a minor only as a band. */
const AtRisk = z.strictObject({
  ageBands: listOf(code.AgeBand, 7),
  sex: z.enum(['female', 'male', 'both', 'unknown']),
  nationalities: listOf(Country),
  vulnerabilities: listOf(code.Vulnerability, 7),
});

const AlertHandling = Handling.extend({ conditions: listOf(Text, 10) });

const fields = {
  title: Text,
  offence: code.Offence,
  trafficking: z
    .strictObject({
      acts: z.array(code.TraffickingAct).min(1),
      means: listOf(code.TraffickingMeans, 9),
      purposes: z.array(code.TraffickingPurpose).min(1),
      /** TP Art. 3(c): where a child is concerned no means is needed. */
      concernsChildren: z.boolean(),
    })
    .optional(),
  summary: Text,
  topics: listOf(Topic, 20),
  routes: listOf(Route, 10),
  network: Network.optional(),
  documents: listOf(DocumentFinding, 20),
  methods: Methods.optional(),
  /** SP Art. 10(1)(e): legislative and operational experience. */
  lessons: listOf(Text, 20),
  /** SP Art. 10(1)(f): scientific and technological information useful to law enforcement. */
  technology: listOf(Text, 20),
  indicators: listOf(Indicator, 500),
  atRisk: AtRisk.optional(),
  evaluation: z.strictObject({ source: code.SourceReliability, information: code.InformationReliability }),
  handling: AlertHandling,
  risk: z.strictObject({ likelihood: code.Level, impact: code.Level, reasons: listOf(Text, 10) }),
  actionAsked: code.ActionAsked,
  urgent: z.boolean().default(false),
  validUntil: DateTime,
  replaces: Replaces.optional(),
};

type Rules = Pick<z.infer<z.ZodObject<typeof fields>>, 'offence' | 'trafficking' | 'handling' | 'routes'>;

/** What the fields owe each other. */
function check(alert: Rules, context: z.core.$RefinementCtx): void {
  const issue = (path: (string | number)[], expected: string) => context.addIssue(custom(path, phrase(expected)));
  if (alert.offence !== 'smuggling' && !alert.trafficking) {
    issue(['trafficking'], 'trafficking is told by its acts, means and purposes (trafficking protocol Art. 3)');
  }
  if (alert.trafficking && alert.offence === 'smuggling') {
    issue(['offence'], 'an alert that tells of trafficking is "trafficking" or "smuggling-turned-trafficking"');
  }
  if (alert.trafficking && !alert.trafficking.concernsChildren && alert.trafficking.means.length === 0) {
    issue(['trafficking', 'means'], 'at least one means, unless it concerns children (Art. 3(c))');
  }
  if (alert.handling.tlp === 'RED' && alert.handling.namedUnits.length === 0) {
    issue(['handling', 'namedUnits'], 'TLP:RED names the units that it goes to');
  }
  alert.routes.forEach((route, i) => {
    if (route.capacity && route.capacity.least > route.capacity.most) {
      issue(['routes', i, 'capacity'], 'the least is at most the most');
    }
  });
}

/** Where an alert was passed on by a recipient: whose it is, and that author's signed grant. */
const PassedOn = z.strictObject({
  author: UnitAddress,
  alert: MessageId,
  /** COSE_Sign1, base64. @see readGrant */
  grant: z.base64().max(20_000),
});
export type PassedOn = z.infer<typeof PassedOn>;

/** An alert as it is published and travels: a network's modus operandi (kind "alert"). */
export const Alert = z
  .strictObject({ ...fields, passedOn: PassedOn.optional(), files: fileList(AttachedFile) })
  .superRefine(check);
export type Alert = z.infer<typeof Alert>;

/** An alert as an officer writes it. */
export const AlertDraft = z.strictObject({ ...fields, files: fileList(UploadedFile) }).superRefine(check);
export type AlertDraft = z.infer<typeof AlertDraft>;
