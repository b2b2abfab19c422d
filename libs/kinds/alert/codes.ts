import { z } from 'zod';

export { InformationReliability, SourceReliability } from '../grading.js';
export { HandlingCode, Pap, Tlp } from '../handling.js';

/**
 * The codes that travel in an alert; words for them are rendered by the reader's side, in the reader's language.
 * What they stand for follows the exchange of information in Art. 10(1) of the Palermo smuggling protocol (SP) and
 * of the trafficking protocol (TP).
 */
export const Offence = z.enum(['smuggling', 'trafficking', 'smuggling-turned-trafficking']);

/** TP Art. 3(a): act, means and purpose. */
export const TraffickingAct = z.enum(['recruitment', 'transportation', 'transfer', 'harbouring', 'receipt']);
export const TraffickingMeans = z.enum([
  'threat',
  'force',
  'coercion',
  'abduction',
  'fraud',
  'deception',
  'abuse-of-power',
  'abuse-of-vulnerability',
  'payments-to-a-person-in-control',
]);
export const TraffickingPurpose = z.enum([
  'sexual-exploitation',
  'forced-labour',
  'slavery-like-practices',
  'servitude',
  'organ-removal',
  'forced-begging',
  'forced-criminality',
  'forced-marriage',
  'other',
]);

/** SP and TP Art. 10(1)(a): routes, carriers and means of transport. */
export const RoutePointRole = z.enum(['embarkation', 'transit', 'border-crossing', 'holding', 'destination']);
export const Transport = z.enum(['on-foot', 'car', 'pick-up', 'lorry', 'bus', 'rail', 'vessel', 'aircraft', 'animal']);
export const CoordinatePrecision = z.enum(['exact', 'within-1-km', 'within-10-km', 'within-50-km', 'area']);
export const Frequency = z.enum(['once', 'daily', 'weekly', 'monthly', 'seasonal', 'irregular']);

/** SP Art. 10(1)(b): identity and methods of organisations. */
export const NetworkStructure = z.enum(['hierarchy', 'cells', 'chain-of-services', 'family', 'loose', 'unknown']);
export const NetworkRole = z.enum([
  'organiser',
  'recruiter',
  'driver',
  'facilitator',
  'document-forger',
  'guide',
  'money-handler',
  'enforcer',
  'host',
  'corrupt-official',
]);

/** SP Art. 10(1)(c), TP Art. 10(1)(b): travel documents, genuine, stolen or forged. */
export const DocumentAbuse = z.enum([
  'genuine-misused',
  'forged',
  'counterfeit',
  'blank-stolen',
  'look-alike',
  'visa-fraud',
  'breeder-document',
]);
export const DocumentType = z.enum([
  'passport',
  'identity-card',
  'visa',
  'residence-permit',
  'birth-certificate',
  'travel-permit',
  'seafarer-book',
  'other',
]);

/** SP Art. 10(1)(d): means and methods of concealment and transportation. */
export const RecruitmentMethod = z.enum([
  'in-person',
  'social-network',
  'false-job',
  'family',
  'agency',
  'return-promise',
]);
export const ConcealmentMethod = z.enum([
  'night-convoy',
  'hidden-compartment',
  'mixed-with-cargo',
  'false-crew',
  'decoy',
  'bribed-passage',
  'abandoned-track',
  'fuel-caches',
  'safe-house',
]);
export const ControlMethod = z.enum([
  'debt',
  'confiscated-documents',
  'violence',
  'threats-to-family',
  'ritual',
  'confinement',
  'drugs',
]);
export const PaymentMethod = z.enum(['cash', 'hawala', 'mobile-money', 'bank', 'crypto-assets', 'labour', 'goods']);

export const Level = z.enum(['low', 'medium', 'high', 'critical']);
export const ActionAsked = z.enum(['for-information', 'report-sightings', 'detect', 'contact-before-acting']);
export const AgeBand = z.enum(['0-11', '12-15', '16-17', '18-24', '25-34', '35-59', '60+']);
export const Vulnerability = z.enum([
  'unaccompanied-minor',
  'pregnancy',
  'disability',
  'debt',
  'conflict-displacement',
  'no-documents',
  'illness',
]);
