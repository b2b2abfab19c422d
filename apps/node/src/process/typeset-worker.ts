import { answering } from '#libs/apart/answering.js';
import { typeset } from '#libs/pdf/typeset.js';

interface Given {
  readonly template: string;
  readonly data: unknown;
  readonly at: number;
}

answering(({ template, data, at }: Given) => typeset(template, data, at));
