import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { ReplyContent } from '#libs/kinds/alert/reply.js';
import { AccountList, AddAccount, ChangeAccount, FirstPassword } from '../accounts/views.js';
import {
  AlertDraftList,
  AlertDraftView,
  AskRelease,
  CreateAlertDraft,
  ReleaseAlertDraft,
  SaveAlertDraft,
} from '../alert-drafts/alert-drafts.controller.js';
import { AssignmentRequest, NoteList, NoteRequest, NoteView } from '../alert-work/alert-work.controller.js';
import { AlertList, AlertView, ListQuery, PostAlertRequest, PostedView, ShowQuery } from '../alerts/views.js';
import {
  AssessmentList,
  AssessmentView,
  PostAssessment,
  PostedAssessment,
} from '../assessments/assessments.controller.js';
import {
  CheckRequest,
  CheckView,
  CreateRequestDraft,
  FormQuery,
  ImportForm,
  RequestDraftList,
  RequestDraftView,
  RequestVersion,
  SaveRequestDraft,
} from '../assistance/views.js';
import { AuditList, AuditQuery, VerdictList, VerifyQuery } from '../audit/audit.controller.js';
import {
  BeginRequest,
  BegunView,
  BundleRequest,
  CaseList,
  CaseListQuery,
  CaseView,
  MovedView,
  MoveFormQuery,
  MoveForms,
  MoveRequest,
  PrintRequest,
  ShowCaseQuery,
} from '../cases/views.js';
import { CatchUpRequest, CatchUpView } from '../catch-up/catch-up.controller.js';
import { ContactList, ContactQuery } from '../contacts/contacts.controller.js';
import {
  ConfirmRequest,
  GraphQuery,
  MergeRequest,
  NameRequest,
  NetworkList,
  NetworkQuery,
  NetworkView,
  SimilarList,
  SplitRequest,
} from '../correlation/views.js';
import {
  EntriesQuery,
  EntriesView,
  HandedInView,
  StatementFileRequest,
  StatementFileView,
  StatementRequest,
  StatementView,
} from '../directory/directory.controller.js';
import {
  BodyList,
  InstrumentList,
  InstrumentQuery,
  MemberList,
  MemberQuery,
  PolicyList,
  SubscriptionList,
} from '../directory/members.controller.js';
import { DraftRequest } from '../drafts/draft-request.js';
import { DraftList, DraftView, SignedView } from '../drafts/drafts.controller.js';
import { ExportRequest, ImportQuery, ImportReport } from '../exchange/views.js';
import { CaseFileQuery } from '../files/files.controller.js';
import { AppendQuery, BeginUpload, UploadView } from '../files/uploads.controller.js';
import { NotificationList, NotificationQuery, SeenRequest } from '../notifications/notifications.controller.js';
import { OfficerList, OfficerQuery } from '../officers/officers.controller.js';
import { PlaceList, PlaceQuery } from '../places/places.controller.js';
import { TryRequest, TryView } from '../policy/policy.controller.js';
import { RecallRequest, RecallView } from '../recalls/recalls.controller.js';
import { RemindedView } from '../reminders/reminders.controller.js';
import {
  ChangeRetention,
  RetentionQuery,
  RetentionView,
  WeededView,
  WeedRequest,
} from '../retention/retention.controller.js';
import { SaveSearchRequest, SearchList, SearchView } from '../searches/views.js';
import {
  AskedView,
  AskShareRequest,
  DecideShareRequest,
  PassedOnView,
  ShareRequestList,
} from '../sharing/sharing.controller.js';
import { CodeState, ConfirmCode, ProposedCode } from '../sign-in/codes.controller.js';
import { PasskeyList, RegisterPasskey } from '../sign-in/passkeys.controller.js';
import { Proof, WithProof } from '../sign-in/proofs.service.js';
import {
  CurrentSessionView,
  OfflineKey,
  PasskeyOptions,
  PasskeySignIn,
  SessionEntries,
  SessionView,
  SignInMethods,
  SignInRequest,
} from '../sign-in/session.controller.js';
import { OpenToEveryone } from '../sign-in/session.js';
import { EvidenceView, IncidentList } from '../status/incidents.controller.js';
import { QuarantineList } from '../status/quarantine.controller.js';
import { StatusView } from '../status/status.controller.js';
import { TaxiiQuery } from '../taxii/taxii.controller.js';
import { UnitList } from '../units/units.controller.js';
import { PresenceView } from '../writing/presence.controller.js';
import { ProblemDetails } from './problem.js';

interface Operation {
  readonly summary: string;
  readonly open?: true;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType | 'bytes';
  readonly answer?: z.ZodType | 'bytes';
  readonly status?: number;
}

/** Every route with the schemas that it parses and answers by. A test holds it against the routes that Nest serves. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  'POST /api/v1/session': { summary: 'Sign in', open: true, body: SignInRequest, answer: SessionView, status: 201 },
  'GET /api/v1/session/methods': {
    summary: 'Whose node this is, and how to sign in',
    open: true,
    answer: SignInMethods,
  },
  'POST /api/v1/session/passkey-options': {
    summary: 'Begin to sign in with a passkey (WebAuthn)',
    open: true,
    answer: PasskeyOptions,
  },
  'POST /api/v1/session/passkey': {
    summary: 'Sign in with a passkey',
    open: true,
    body: PasskeySignIn,
    answer: SessionView,
    status: 201,
  },
  'GET /api/v1/session/identity-provider': {
    summary: 'To the member’s identity provider (OpenID Connect)',
    open: true,
    status: 303,
  },
  'GET /api/v1/session/identity-provider/answer': {
    summary: 'Back from the identity provider',
    open: true,
    status: 303,
  },
  'GET /api/v1/session': { summary: 'Who is signed in, with roles by unit', answer: CurrentSessionView },
  'DELETE /api/v1/session': { summary: 'Sign out', status: 204 },
  'PUT /api/v1/session/activity': { summary: 'That a person is there: a console locks without', status: 204 },
  'POST /api/v1/session/lock': { summary: 'Lock the console', status: 204 },
  'POST /api/v1/session/unlock-options': { summary: 'Begin to unlock with a passkey', answer: PasskeyOptions },
  'POST /api/v1/session/unlock': { summary: 'Unlock by password or passkey', body: Proof, status: 204 },
  'GET /api/v1/session/offline-key': {
    summary: 'Under which your console seals what it keeps for work without a line',
    answer: OfflineKey,
  },
  'GET /api/v1/sessions': { summary: 'Your sessions, wherever they run', answer: SessionEntries },
  'DELETE /api/v1/sessions/:id': { summary: 'End one of your sessions', status: 204 },
  'GET /api/v1/passkeys': { summary: 'Your passkeys', answer: PasskeyList },
  'POST /api/v1/passkeys/options': { summary: 'Begin to add a passkey', body: WithProof, answer: PasskeyOptions },
  'POST /api/v1/passkeys': { summary: 'Add a passkey', body: RegisterPasskey, status: 204 },
  'DELETE /api/v1/passkeys/:id': { summary: 'Remove a passkey', body: WithProof, status: 204 },
  'GET /api/v1/one-time-code': { summary: 'Whether one-time codes are asked of you', answer: CodeState },
  'POST /api/v1/one-time-code': {
    summary: 'Begin to set up one-time codes (RFC 6238)',
    answer: ProposedCode,
    status: 201,
  },
  'PUT /api/v1/one-time-code': { summary: 'Turn them on with a first code', body: ConfirmCode, status: 204 },
  'DELETE /api/v1/one-time-code': { summary: 'Turn them off', body: WithProof, status: 204 },
  'POST /api/v1/alerts': {
    summary: 'Post an alert to its audience',
    body: PostAlertRequest,
    answer: PostedView,
    status: 201,
  },
  'POST /api/v1/alerts/audience': {
    summary: 'Who would receive an alert, unit by unit, with reasons',
    body: PostAlertRequest,
    answer: PostedView.pick({ audience: true }),
  },
  'POST /api/v1/alerts/dry-run': {
    summary: 'All that posting would check, and whom it would reach; sends nothing',
    body: PostAlertRequest,
    answer: PostedView.pick({ audience: true }),
  },
  'POST /api/v1/alert-drafts/:id/dry-run': {
    summary: 'All that releasing it would check, and whom it would reach; sends nothing',
    body: AskRelease,
    answer: PostedView.pick({ audience: true }),
  },
  'GET /api/v1/alerts': { summary: 'A page of alerts, newest first', query: ListQuery, answer: AlertList },
  'GET /api/v1/alerts/:id': { summary: 'One alert with its trust and delivery', query: ShowQuery, answer: AlertView },
  'DELETE /api/v1/alerts/:id': { summary: 'Undo a release before anything of it has left the node', status: 204 },
  'POST /api/v1/alerts/:id/replies': {
    summary: 'Answer an alert: to its author alone',
    body: ReplyContent,
    status: 204,
  },
  'POST /api/v1/alerts/:id/recall': {
    summary: 'Take an alert back from everyone who has it',
    body: RecallRequest,
    answer: RecallView,
    status: 201,
  },
  'GET /api/v1/officers': {
    summary: 'Colleagues of a unit, with their roles',
    query: OfficerQuery,
    answer: OfficerList,
  },
  'PUT /api/v1/alerts/:id/assignment': {
    summary: 'Say which officer of the unit deals with it',
    body: AssignmentRequest,
    status: 204,
  },
  'POST /api/v1/alerts/:id/notes': {
    summary: 'Note something on it, for the unit alone',
    body: NoteRequest,
    answer: NoteView,
    status: 201,
  },
  'DELETE /api/v1/alerts/:id/notes/:note': { summary: 'Take back a note of one’s own', status: 204 },
  'GET /api/v1/alerts/:id/notes': { summary: 'What the unit noted on it', answer: NoteList },
  'GET /api/v1/alerts/:id/similar': {
    summary: 'Alerts that seem to tell of the same network, with reasons',
    answer: SimilarList,
  },
  'POST /api/v1/exports': {
    summary: 'Alerts as STIX 2.1, MISP events, GeoJSON or CSV, where policy lets you export them',
    body: ExportRequest,
    answer: 'bytes',
  },
  'POST /api/v1/imports': {
    summary: 'A STIX 2.1, MISP or GeoJSON file as drafts, with a line for each thing in it',
    query: ImportQuery,
    body: 'bytes',
    answer: ImportReport,
    status: 201,
  },
  'GET /taxii2': { summary: 'TAXII 2.1: discovery', answer: z.object({}) },
  'GET /taxii2/alerts': { summary: 'TAXII 2.1: the API root', answer: z.object({}) },
  'GET /taxii2/alerts/collections': { summary: 'TAXII 2.1: a collection for each of your units', answer: z.object({}) },
  'GET /taxii2/alerts/collections/:id': { summary: 'TAXII 2.1: one collection', answer: z.object({}) },
  'GET /taxii2/alerts/collections/:id/objects': {
    summary: 'TAXII 2.1: its objects',
    query: TaxiiQuery,
    answer: z.object({}),
  },
  'GET /taxii2/alerts/collections/:id/objects/:object': { summary: 'TAXII 2.1: one object', answer: z.object({}) },
  'GET /taxii2/alerts/collections/:id/objects/:object/versions': {
    summary: 'TAXII 2.1: the versions of one object',
    answer: z.object({}),
  },
  'GET /taxii2/alerts/collections/:id/manifest': {
    summary: 'TAXII 2.1: what is in it',
    query: TaxiiQuery,
    answer: z.object({}),
  },
  'POST /api/v1/alerts/:id/reminder': {
    summary: 'Remind those who have not opened it',
    answer: RemindedView,
    status: 201,
  },
  'POST /api/v1/alerts/:id/share-requests': {
    summary: 'Ask its author whether you may pass it on',
    body: AskShareRequest,
    answer: AskedView,
    status: 201,
  },
  'GET /api/v1/share-requests': { summary: 'What your units asked, and are asked', answer: ShareRequestList },
  'POST /api/v1/share-requests/:id/decision': {
    summary: 'Grant it by signature, or refuse',
    body: DecideShareRequest,
    status: 204,
  },
  'POST /api/v1/share-requests/:id/share': {
    summary: 'Pass it on to whom its author granted it',
    answer: PassedOnView,
    status: 201,
  },
  'GET /api/v1/retention': {
    summary: 'How long a unit keeps alerts, and what weeding would erase now',
    query: RetentionQuery,
    answer: RetentionView,
  },
  'PUT /api/v1/retention': { summary: 'Change how long', body: ChangeRetention, answer: RetentionView },
  'POST /api/v1/retention/weeding': {
    summary: 'Erase exactly what the preview showed',
    body: WeedRequest,
    answer: WeededView,
  },
  'POST /api/v1/assessments': {
    summary: 'Post a risk assessment that cites alerts',
    body: PostAssessment,
    answer: PostedAssessment,
    status: 201,
  },
  'GET /api/v1/assessments': { summary: 'Risk assessments, newest first', answer: AssessmentList },
  'GET /api/v1/assessments/:id': {
    summary: 'One of them, with how its sources stand now',
    answer: AssessmentView,
  },
  'GET /api/v1/places': { summary: 'Places by name, offline', query: PlaceQuery, answer: PlaceList },
  'GET /api/v1/networks': { summary: 'Networks, proposed and confirmed', query: NetworkQuery, answer: NetworkList },
  'GET /api/v1/networks/:id': { summary: 'One network with its alerts, links and reasons', answer: NetworkView },
  'POST /api/v1/networks/:id/confirmation': {
    summary: 'Confirm exactly these alerts as a network',
    body: ConfirmRequest,
    answer: NetworkView,
  },
  'POST /api/v1/networks/:id/split': {
    summary: 'Take alerts out into a network of their own',
    body: SplitRequest,
    answer: NetworkView,
    status: 201,
  },
  'POST /api/v1/networks/:id/merger': {
    summary: 'Put another network’s alerts into this one',
    body: MergeRequest,
    answer: NetworkView,
  },
  'PUT /api/v1/networks/:id/name': { summary: 'Name a network', body: NameRequest, answer: NetworkView },
  'DELETE /api/v1/networks/:id': { summary: 'Say that these alerts are no network', status: 204 },
  'GET /api/v1/networks/:id/graph': {
    summary: 'A network as GraphML',
    query: GraphQuery,
    answer: 'bytes',
  },
  'GET /api/v1/notifications': {
    summary: 'What you were told, newest first',
    query: NotificationQuery,
    answer: NotificationList,
  },
  'POST /api/v1/notifications/seen': { summary: 'Say what you have seen', body: SeenRequest, status: 204 },
  'GET /api/v1/events': { summary: 'Notifications as they come (server-sent events)', answer: 'bytes' },
  'POST /api/v1/searches': {
    summary: 'Save a search, and be told of new alerts that it finds',
    body: SaveSearchRequest,
    answer: SearchView,
    status: 201,
  },
  'GET /api/v1/searches': { summary: 'Your saved searches', answer: SearchList },
  'DELETE /api/v1/searches/:id': { summary: 'Remove a saved search', status: 204 },
  'POST /api/v1/request-drafts': {
    summary: 'Begin a request for mutual legal assistance, from nothing or from an earlier case',
    body: CreateRequestDraft,
    answer: RequestDraftView,
    status: 201,
  },
  'POST /api/v1/request-drafts/check': {
    summary: 'What a request lacks, and what binds the two states; keeps nothing',
    body: CheckRequest,
    answer: CheckView,
  },
  'GET /api/v1/request-drafts/form': {
    summary: 'A form (CSV) to write a request in',
    query: FormQuery,
    answer: 'bytes',
  },
  'POST /api/v1/request-drafts/import': {
    summary: 'A filled form as a draft',
    body: ImportForm,
    answer: RequestDraftView,
    status: 201,
  },
  'GET /api/v1/request-drafts': { summary: 'Requests in the writing', answer: RequestDraftList },
  'GET /api/v1/request-drafts/:id': {
    summary: 'One of them, with what is missing, why it will be asked for, and what binds the two states',
    answer: RequestDraftView,
  },
  'PUT /api/v1/request-drafts/:id': {
    summary: 'Save it as it is now',
    body: SaveRequestDraft,
    answer: RequestDraftView,
  },
  'DELETE /api/v1/request-drafts/:id': { summary: 'Discard it', status: 204 },
  'POST /api/v1/request-drafts/:id/release-request': {
    summary: 'Ask a second officer to release it',
    body: RequestVersion,
    answer: RequestDraftView,
  },
  'POST /api/v1/request-drafts/:id/release': {
    summary: 'Release it to the requested authority',
    body: RequestVersion,
    answer: BegunView,
    status: 201,
  },
  'GET /api/v1/cases': { summary: 'Cases, what is due first', query: CaseListQuery, answer: CaseList },
  'GET /api/v1/cases/forms': {
    summary: 'What each move says, with the rule that it rests on, as JSON Schema',
    query: MoveFormQuery,
    answer: MoveForms,
  },
  'POST /api/v1/cases': { summary: 'Begin a case', body: BeginRequest, answer: BegunView, status: 201 },
  'GET /api/v1/cases/:id': {
    summary: 'One case: whose turn it is, what each side did, what it says',
    query: ShowCaseQuery,
    answer: CaseView,
  },
  'POST /api/v1/cases/:id/moves': { summary: 'Make a move in it', body: MoveRequest, answer: MovedView, status: 201 },
  'POST /api/v1/cases/:id/bundle': {
    summary: 'The case, whole, as a file that anybody can verify without a network',
    body: BundleRequest,
    answer: 'bytes',
  },
  'POST /api/v1/cases/:id/documents': {
    summary: 'A document of it as PDF/A, in one language or two side by side',
    body: PrintRequest,
    answer: 'bytes',
  },
  'POST /api/v1/alert-drafts': {
    summary: 'Begin an alert, from nothing or from another',
    body: CreateAlertDraft,
    answer: AlertDraftView,
    status: 201,
  },
  'GET /api/v1/alert-drafts': { summary: 'Alerts in the writing', answer: AlertDraftList },
  'GET /api/v1/alert-drafts/:id': { summary: 'One of them, with what is missing', answer: AlertDraftView },
  'PUT /api/v1/alert-drafts/:id': { summary: 'Save it as it is now', body: SaveAlertDraft, answer: AlertDraftView },
  'DELETE /api/v1/alert-drafts/:id': { summary: 'Discard it', status: 204 },
  'PUT /api/v1/drafts/:id/presence': {
    summary: 'Say that you have a draft of any kind open, and see who else has',
    answer: PresenceView,
  },
  'POST /api/v1/alert-drafts/:id/release-request': {
    summary: 'Ask a second officer to release it',
    body: AskRelease,
    answer: AlertDraftView,
  },
  'POST /api/v1/alert-drafts/:id/release': {
    summary: 'Release it to its audience',
    body: ReleaseAlertDraft,
    answer: PostedView,
    status: 201,
  },
  'POST /api/v1/uploads': {
    summary: 'Begin to upload a file',
    body: BeginUpload,
    answer: UploadView,
    status: 201,
  },
  'GET /api/v1/uploads/:name': { summary: 'From where to go on with an upload', answer: UploadView },
  'PUT /api/v1/uploads/:name': {
    summary: 'Go on with an upload',
    query: AppendQuery,
    body: 'bytes',
    answer: UploadView,
  },
  'GET /api/v1/files/:name': { summary: 'Download a file that your unit uploaded', answer: 'bytes' },
  'GET /api/v1/files/:name/preview': { summary: 'A small picture of it, made anew', answer: 'bytes' },
  'GET /api/v1/alerts/:id/files/:name': { summary: 'Download a file that an alert describes', answer: 'bytes' },
  'GET /api/v1/alerts/:id/files/:name/preview': { summary: 'A small picture of it, made anew', answer: 'bytes' },
  'GET /api/v1/cases/:id/events/:event/files/:name': {
    summary: 'Download a file that an event of a case describes',
    query: CaseFileQuery,
    answer: 'bytes',
  },
  'GET /api/v1/units': { summary: 'The units of the network', answer: UnitList },
  'GET /api/v1/directory/entries': {
    summary: 'Entries of the directory log, with the newest checkpoint',
    query: EntriesQuery,
    answer: EntriesView,
  },
  'GET /api/v1/directory/statements/:position': { summary: 'One statement with its proof', answer: StatementView },
  'POST /api/v1/directory/statements': {
    summary: 'Hand in a statement that was signed elsewhere',
    body: StatementRequest,
    answer: HandedInView,
    status: 201,
  },
  'POST /api/v1/directory/statement-files': {
    summary: 'What a file of statements says and who signed it; hands it in where that is asked for',
    body: StatementFileRequest,
    answer: StatementFileView,
  },
  'GET /api/v1/directory/members': { summary: 'Members, their units and standing', answer: MemberList },
  'GET /api/v1/directory/coordination-bodies': {
    summary: 'National commissions and referral mechanisms',
    query: MemberQuery,
    answer: BodyList,
  },
  'GET /api/v1/directory/instruments': {
    summary: 'Treaties and agreements of a member, or those that bind two members',
    query: InstrumentQuery,
    answer: InstrumentList,
  },
  'GET /api/v1/directory/subscriptions': {
    summary: 'What units want to hear of',
    query: MemberQuery,
    answer: SubscriptionList,
  },
  'GET /api/v1/directory/policies': { summary: 'The policies in force, rule by rule', answer: PolicyList },
  'POST /api/v1/policy/trial': {
    summary: 'Which decisions about recent messages a draft policy would change',
    body: TryRequest,
    answer: TryView,
  },
  'POST /api/v1/directory/drafts': {
    summary: 'Draft what a unit would say in the directory',
    body: DraftRequest,
    answer: DraftView,
    status: 201,
  },
  'GET /api/v1/directory/drafts': { summary: 'The drafts of your units', answer: DraftList },
  'POST /api/v1/directory/drafts/:id/signature': {
    summary: 'Sign a draft with its unit’s key and hand it in',
    answer: SignedView,
    status: 201,
  },
  'DELETE /api/v1/directory/drafts/:id': { summary: 'Discard a draft', status: 204 },
  'POST /api/v1/catch-up': {
    summary: 'Ask all units for what is still valid and newly subscribed to',
    body: CatchUpRequest,
    answer: CatchUpView,
    status: 201,
  },
  'GET /api/v1/contacts': {
    summary: 'Whom to call, by member, language, role and who is there now',
    query: ContactQuery,
    answer: ContactList,
  },
  'GET /api/v1/status': { summary: 'Hub, directory, outbox, inbox, quarantine, incidents', answer: StatusView },
  'GET /api/v1/audit': {
    summary: 'What officers of your units did, newest first',
    query: AuditQuery,
    answer: AuditList,
  },
  'GET /api/v1/audit/verification': {
    summary: 'Whether the audit logs of your units are whole',
    query: VerifyQuery,
    answer: VerdictList,
  },
  'GET /api/v1/accounts': { summary: 'Officers of the units that you administer', answer: AccountList },
  'POST /api/v1/accounts': { summary: 'Add an officer', body: AddAccount, answer: FirstPassword, status: 201 },
  'PUT /api/v1/accounts/:name': { summary: 'Change an officer’s name and roles', body: ChangeAccount, status: 204 },
  'POST /api/v1/accounts/:name/password': {
    summary: 'A new password for an officer who lost theirs; the second factor goes, sessions end',
    answer: FirstPassword,
    status: 201,
  },
  'DELETE /api/v1/accounts/:name/sessions': { summary: 'End all sessions of an officer', status: 204 },
  'GET /api/v1/quarantine': { summary: 'Mail that could not be believed, newest first', answer: QuarantineList },
  'GET /api/v1/incidents': { summary: 'Incidents, newest first', answer: IncidentList },
  'GET /api/v1/incidents/:id': { summary: 'One incident with its evidence', answer: EvidenceView },
  'GET /api/v1/health': { summary: 'The process runs', open: true, answer: z.object({ status: z.literal('ok') }) },
  'GET /api/v1/ready': { summary: 'Officers can work', open: true, answer: z.object({ status: z.string() }) },
  'GET /api/v1/openapi.json': { summary: 'This document', open: true, answer: z.object({}) },
};

const content = (schema: z.ZodType | 'bytes', io: 'input' | 'output') =>
  schema === 'bytes'
    ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
    : { 'application/json': { schema: jsonSchema(schema, io) } };

/** A schema that refers to itself is that of any JSON value, which is `{}`: its own `$defs` have no place in the document. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $defs, $schema, ...whole } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' });
  return $defs
    ? JSON.parse(JSON.stringify(whole), (_, value) => (value?.$ref?.startsWith?.('#/$defs/') ? {} : value))
    : whole;
}

/** OpenAPI 3.1 from the same schemas that the routes parse by. */
export function openApiDocument() {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [route, operation] of Object.entries(OPERATIONS)) {
    const [method, address] = route.split(' ') as [string, string];
    const inPath = [...address.matchAll(/:(\w+)/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    }));
    const inQuery = Object.entries(operation.query?.shape ?? {}).map(([name, schema]) => ({
      name,
      in: 'query',
      required: !(schema as z.ZodType).safeParse(undefined).success,
      schema: jsonSchema(schema as z.ZodType, 'input'),
    }));
    const path = address.replace(/:(\w+)/g, '{$1}');
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: {
        summary: operation.summary,
        parameters: [...inPath, ...inQuery],
        ...(operation.open ? { security: [] } : {}),
        ...(operation.body ? { requestBody: { required: true, content: content(operation.body, 'input') } } : {}),
        responses: {
          [String(operation.status ?? 200)]: {
            description: operation.summary,
            ...(operation.answer ? { content: content(operation.answer, 'output') } : {}),
          },
          default: {
            description: 'What was wrong and what to do (RFC 9457)',
            content: { 'application/problem+json': { schema: jsonSchema(ProblemDetails, 'output') } },
          },
        },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Liaison node', version: '1', license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } },
    security: [{ bearer: [] }, { cookie: [] }],
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'liaison_session_<member>-<node>' },
      },
    },
    paths,
  };
}

@Controller('openapi.json')
export class OpenApiController {
  @Get()
  @OpenToEveryone()
  document() {
    return openApiDocument();
  }
}
