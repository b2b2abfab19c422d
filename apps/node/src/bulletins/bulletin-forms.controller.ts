import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { formatsOf, PAPER } from '#libs/kinds/bulletin-exports.js';
import { bulletinKind, KindOfBulletin } from '#libs/kinds/bulletin-kinds.js';
import { BULLETIN_NAMES, type BulletinName } from '#libs/kinds/bulletin-names.js';
import { ReplyType } from '#libs/kinds/bulletin-reply.js';
import { Get } from '../http/route.js';

const FormView = z.object({
  /** What is written, as JSON Schema. */
  draft: z.record(z.string(), z.unknown()),
  /** What recipients can answer. */
  replies: z.array(ReplyType),
  recallable: z.boolean(),
  /** In which formats some are exported, with how their files end. */
  exports: z.record(z.string(), z.string()),
  /** What lists are narrowed by, as JSON Schema by name. */
  facets: z.record(z.string(), z.record(z.string(), z.unknown())),
});
export const BulletinForms = z.object({ kinds: z.record(KindOfBulletin, FormView) });

const jsonSchema = (schema: z.ZodType): Record<string, unknown> => ({
  ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
});

function formOf(name: BulletinName): z.infer<typeof FormView> {
  const { draft, replies, recallable, facets } = bulletinKind(name);
  return {
    draft: jsonSchema(draft),
    replies: [...replies],
    recallable,
    exports: Object.fromEntries(
      Object.entries({ pdf: PAPER, ...formatsOf(name) }).map(([format, { extension }]) => [format, extension]),
    ),
    facets: Object.fromEntries(Object.entries(facets).map(([facet, value]) => [facet, jsonSchema(value)])),
  };
}

@Controller('bulletin-forms')
export class BulletinFormsController {
  private made: z.infer<typeof BulletinForms> | undefined;

  @Get('', {
    summary: 'What each kind of bulletin is written of, found by and answered with',
    by: 'officers',
    answer: BulletinForms,
  })
  forms(): z.infer<typeof BulletinForms> {
    // Once: JSON Schema of every kind takes far longer than any other answer of no secrets.
    this.made ??= { kinds: Object.fromEntries(BULLETIN_NAMES.map((name) => [name, formOf(name)])) as Forms };
    return this.made;
  }
}
type Forms = z.infer<typeof BulletinForms>['kinds'];
