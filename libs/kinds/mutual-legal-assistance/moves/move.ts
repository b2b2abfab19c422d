import { z } from 'zod';
import type { CaseEvent } from '#libs/cases/event.js';
import type { Refusal } from '#libs/outcome/index.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { AttachedFile, fileList, UploadedFile } from '../../attached-file.js';
import { type CaseState, type MeasureState, type MeasureStatus, type PartyRole, statusOf } from '../state.js';
import { Words } from '../words.js';

/** One thing that a party can do in a case: its law, whose it is, what it says, when it can be done, what it changes. */
export interface Move {
  /** The rule that it rests on; "ours" where the convention leaves it to practice. */
  readonly law: string;
  readonly by: readonly PartyRole[];
  /** What every party learns: codes, numbers, days. */
  readonly terms: z.ZodObject;
  /** What else it says, to those who may read it: always `text`, and files. */
  readonly content: z.ZodObject;
  /** The same as an officer writes it, with files that were uploaded before. */
  readonly draft: z.ZodObject;
  /** Whether there is anything to make it for, before it is said what. */
  readonly isOpen: (state: CaseState, author: UnitAddress) => boolean;
  readonly fault: (state: CaseState, terms: unknown, event: Pick<CaseEvent, 'author' | 'at'>) => Refusal | undefined;
  readonly apply: (state: CaseState, terms: unknown, event: Pick<CaseEvent, 'author' | 'at'>) => CaseState;
}

interface Definition<Terms extends z.ZodObject> {
  readonly law: string;
  readonly by: readonly PartyRole[];
  readonly terms: Terms;
  /** Whether it has to say something in words: reasons, questions, answers. */
  readonly text: 'required' | 'optional';
  readonly more?: z.ZodRawShape;
  /** More of it that differs between how it is written and how it travels. */
  readonly holds?: { readonly travels: z.ZodRawShape; readonly written: z.ZodRawShape };
  /** Whether it can be made in a case that is closed. */
  readonly afterwards?: boolean;
  /** Whether there is anything to make it for; always where it is left out. */
  readonly when?: (state: CaseState, author: UnitAddress) => boolean;
  readonly fault?: (
    state: CaseState,
    terms: z.infer<Terms>,
    event: Pick<CaseEvent, 'author' | 'at'>,
  ) => Refusal | undefined;
  readonly apply: (state: CaseState, terms: z.infer<Terms>, event: Pick<CaseEvent, 'author' | 'at'>) => CaseState;
}

/** Makes a move from its definition: terms that do not parse, and a case that is over, are refused for all of them. */
export function move<Terms extends z.ZodObject>({
  text,
  more,
  holds,
  afterwards,
  when,
  fault,
  apply,
  ...rest
}: Definition<Terms>): Move {
  const saying = <File extends z.ZodType>(file: File, held: z.ZodRawShape = {}) =>
    z.strictObject({
      text: text === 'required' ? Words : Words.optional(),
      files: fileList(file),
      ...more,
      ...held,
    });
  return {
    ...rest,
    content: saying(AttachedFile, holds?.travels),
    draft: saying(UploadedFile, holds?.written),
    isOpen: (state, author) => (afterwards || !isOver(state)) && (when?.(state, author) ?? true),
    fault: (state, terms, event) => {
      if (!afterwards && isOver(state)) return OVER;
      const parsed = rest.terms.safeParse(terms);
      if (!parsed.success)
        return no('terms-malformed', 'What the move says cannot be read.', 'Ask its author to make it again.');
      return fault?.(state, parsed.data, event);
    },
    apply: (state, terms, event) => apply(state, rest.terms.parse(terms), event),
  };
}

export const no = (code: string, message: string, remedy: string): Refusal => ({ code, message, remedy });
const OVER = no('case-over', 'The case is closed or withdrawn.', 'Begin another one; what was written stays.');
const isOver = (state: CaseState): boolean => ['closed', 'withdrawn'].includes(statusOf(state));

export const Number_ = z.int().min(1).max(999);
export const Numbers = z.array(z.int().min(1).max(99)).min(1).max(50);
/** The label of a piece of evidence: `E1`. */
export const Item = z.string().regex(/^E[1-9]\d{0,3}$/, 'evidence as E1, E2 …');
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'SHA-256: 64 hexadecimal digits');

/** Why these measures are not all in one of these states. */
export function measuresFault(
  state: CaseState,
  numbers: readonly number[],
  wanted: readonly MeasureStatus[],
): Refusal | undefined {
  if (new Set(numbers).size < numbers.length)
    return no('measure-twice', 'A measure is named twice.', 'Name each once.');
  const odd = numbers.find((number) => !wanted.includes(measureIn(state, number)?.status ?? ('none' as MeasureStatus)));
  if (odd === undefined) return undefined;
  const measure = measureIn(state, odd);
  return measure
    ? no(
        'measure-not-so-far',
        `Measure ${odd} is ${measure.status}, not ${wanted.join(' or ')}.`,
        'See what each measure stands at.',
      )
    : no('measure-unknown', `The case has no measure ${odd}.`, 'See its measures.');
}

export const measureIn = (state: CaseState, number: number): MeasureState | undefined =>
  state.measures.find((one) => one.number === number);

/** Why a number cannot be given to what is asked next: whoever asks counts from 1. */
export const nextFault = (asked: readonly { readonly number: number }[], number: number): Refusal | undefined =>
  number === asked.length + 1
    ? undefined
    : no(
        'number-not-next',
        `The next one is number ${asked.length + 1}.`,
        'Fetch the case as it stands now and do it again.',
      );

/** Why what has this number cannot be answered. */
export function openFault(
  asked: readonly { readonly number: number; readonly answeredAt: number | null }[],
  number: number,
) {
  const one = asked.find((each) => each.number === number);
  if (!one) return no('not-asked', `Nothing with number ${number} was asked.`, 'See what is open in the case.');
  return one.answeredAt === null
    ? undefined
    : no('answered-already', 'It is answered already.', 'Write what you have to add.');
}

export const answered = <T extends { readonly number: number }>(
  asked: readonly T[],
  number: number,
  change: Partial<T>,
): T[] => asked.map((one) => (one.number === number ? { ...one, ...change } : one));

/** Whether a measure is in one of these states. */
export const some = (state: CaseState, ...statuses: MeasureStatus[]): boolean =>
  state.measures.some((one) => statuses.includes(one.status));
