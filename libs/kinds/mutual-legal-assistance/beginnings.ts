import { z } from 'zod';
import { lookup } from '#libs/bounds/lookup.js';
import { Day } from '#libs/bounds/times.js';
import { UnitAddress } from '#libs/trust/address.js';
import { Times } from '#libs/trust/fields.js';
import { AttachedFile, fileList, UploadedFile } from '../attached-file.js';
import type { MoveForm } from '../case-kind.js';
import { Words } from '../said-words.js';
import { AskedMeasures } from './moves/asking.js';
import { oralTerms } from './oral-terms.js';
import { OralRequest, Request, RequestDraft } from './request.js';
import type { Form } from './state.js';

const Name = z.string().trim().min(1).max(200);
const begun = { reference: Name, language: z.string().regex(/^[a-z]{2,3}$/) };
const instruments = z.array(Name).min(1).max(10);
const asked = {
  ...begun,
  requested: UnitAddress,
  instruments,
  urgency: z.enum(['normal', 'urgent', 'emergency']),
  wishedBy: Day.optional(),
  /** Within how many days the requested state answers, by what binds the two (the directory’s common terms). */
  times: Times.optional(),
  confidential: z.boolean(),
  measures: AskedMeasures,
};
const said = <File extends z.ZodType>(file: File) => z.strictObject({ text: Words, files: fileList(file) });

/** Why a request goes without something that will be asked for. */
const despite = z.string().trim().min(1).max(2000).optional();

/** The moves that begin a case: what form it takes, what every party learns, and what else they say. */
export const BEGINNINGS = lookup({
  request: {
    form: 'request',
    law: 'UNTOC Art. 18(14), 18(15)',
    terms: z.strictObject(asked),
    content: z.strictObject({ request: Request, despite }),
    draft: z.strictObject({ request: RequestDraft, despite }),
  },
  'oral-request': {
    form: 'request',
    law: 'UNTOC Art. 18(14)',
    terms: z.strictObject(asked),
    content: z.strictObject({ oral: OralRequest }),
    draft: z.strictObject({ oral: OralRequest }),
    told: {
      names: ['reference', 'language', 'instruments', 'urgency', 'confidential', 'measures'],
      from: ({ oral }) => oralTerms(oral as OralRequest),
    },
  },
  inform: {
    form: 'spontaneous-information',
    law: 'UNTOC Art. 18(4), 18(5)',
    terms: z.strictObject({ ...begun, requested: UnitAddress, confidential: z.boolean() }),
    content: said(AttachedFile),
    draft: said(UploadedFile),
  },
  'propose-team': {
    form: 'joint-investigation',
    law: 'UNTOC Art. 19',
    terms: z.strictObject({ ...begun, instruments, team: z.array(UnitAddress).min(1).max(20) }),
    content: said(AttachedFile),
    draft: said(UploadedFile),
  },
} as const satisfies Record<string, MoveForm & { readonly form: Form }>);

export type Beginning = keyof typeof BEGINNINGS;
export const isBeginning = (name: string): name is Beginning => Object.hasOwn(BEGINNINGS, name);
