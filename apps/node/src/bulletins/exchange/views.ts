import { z } from 'zod';
import { MessageReference } from '#libs/envelope/id.js';
import { LANGUAGES } from '#libs/geography/country.js';
import { PAPER } from '#libs/kinds/bulletin-exports.js';
import { FieldFault } from '#libs/outcome/field-faults.js';
import { UnitAddress } from '#libs/trust/address.js';

/** @param formats of the kind, beside paper */
export const exportRequest = (formats: readonly string[]) =>
  z
    .strictObject({
      format: z.enum([PAPER.extension, ...formats]),
      bulletins: z.array(MessageReference).min(1).max(1000),
      /** What it is exported for; it stands in the audit log, and on each page of a PDF. */
      why: z.string().trim().min(1).max(500),
      /** Of a PDF's headings and codes. */
      language: z.enum(LANGUAGES).default('en'),
    })
    .refine(
      ({ bulletins }) => new Set(bulletins.map(({ id, sender }) => `${id}~${sender}`)).size === bulletins.length,
      {
        path: ['bulletins'],
        message: 'each once',
      },
    )
    .refine(({ format, bulletins }) => format !== PAPER.extension || bulletins.length === 1, {
      path: ['bulletins'],
      message: 'one alone: each is a PDF of its own',
    });
export type ExportRequest = z.infer<ReturnType<typeof exportRequest>>;

export const ImportQuery = z.strictObject({
  /** The unit whose drafts it becomes. */
  unit: UnitAddress,
  /** Only the report; nothing is kept. */
  dryRun: z
    .enum(['yes', 'no'])
    .transform((word) => word === 'yes')
    .default(false),
});
export const ImportReport = z.object({
  format: z.string(),
  /** A draft for each alert that the file tells of, with what is still missing; without an id on a dry run. */
  drafts: z.array(
    z.object({ id: z.string().nullable(), where: z.string(), title: z.string(), missing: z.array(FieldFault) }),
  ),
  /** One for each thing in the file: where it went, or why it did not. */
  lines: z.array(z.object({ where: z.string(), what: z.string(), taken: z.boolean(), why: z.string() })),
});
