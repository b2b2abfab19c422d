import { z } from 'zod';
import type { CaseEvent } from '#libs/cases/event.js';
import type { Refusal } from '#libs/outcome/index.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { AttachedFile, fileList, UploadedFile } from './attached-file.js';
import { Words } from './said-words.js';

type Made = Pick<CaseEvent, 'author' | 'at'>;

/** One thing that a party can do in a case: its law, whose it is, what it says, when it can be done, what it changes. */
export interface Move<State, Role extends string> {
  /** The rule that it rests on; "ours" where the law leaves it to practice. */
  readonly law: string;
  readonly by: readonly Role[];
  /** What every party learns: codes, numbers, days. */
  readonly terms: z.ZodObject;
  /** What else it says, to those who may read it: always `text`, and files. */
  readonly content: z.ZodObject;
  /** The same as an officer writes it, with files that were uploaded before. */
  readonly draft: z.ZodObject;
  /** Whether there is anything to make it for, before it is said what. */
  readonly isOpen: (state: State, author: UnitAddress) => boolean;
  readonly fault: (state: State, terms: unknown, event: Made) => Refusal | undefined;
  readonly apply: (state: State, terms: unknown, event: Made) => State;
}

interface Definition<State, Role extends string, Terms extends z.ZodObject> {
  readonly law: string;
  readonly by: readonly Role[];
  readonly terms: Terms;
  /** Whether it has to say something in words: reasons, questions, answers. */
  readonly text: 'required' | 'optional';
  readonly more?: z.ZodRawShape;
  /** More of it that differs between how it is written and how it travels. */
  readonly holds?: { readonly travels: z.ZodRawShape; readonly written: z.ZodRawShape };
  /** Whether it can be made in a case that is closed. */
  readonly afterwards?: boolean;
  /** Whether there is anything to make it for; always where it is left out. */
  readonly when?: (state: State, author: UnitAddress) => boolean;
  readonly fault?: (state: State, terms: z.infer<Terms>, event: Made) => Refusal | undefined;
  readonly apply: (state: State, terms: z.infer<Terms>, event: Made) => State;
}

/**
 * Makes a kind's moves from their definitions: terms that do not parse, and a case that is over, are refused for all of them.
 * @param isOver whether the case is closed or withdrawn
 */
export const movesOf =
  <State, Role extends string>(isOver: (state: State) => boolean) =>
  <Terms extends z.ZodObject>({
    text,
    more,
    holds,
    afterwards,
    when,
    fault,
    apply,
    ...rest
  }: Definition<State, Role, Terms>): Move<State, Role> => {
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
  };

export const no = (code: string, message: string, remedy: string): Refusal => ({ code, message, remedy });
const OVER = no('case-over', 'The case is closed or withdrawn.', 'Begin another one; what was written stays.');

/** Why a unit cannot make a move where the case stands; undefined where it can. */
export function faultOf<State, Role extends string>(
  moves: Readonly<Record<string, Move<State, Role>>>,
  role: Role | undefined,
  { state, name, terms, event }: { state: State; name: string; terms: unknown; event: Made },
): Refusal | undefined {
  const move = Object.hasOwn(moves, name) ? moves[name] : undefined;
  if (!move) return no('move-unknown', `There is no move "${name}".`, 'See what you can do in the case.');
  if (role === undefined || !move.by.includes(role)) {
    return no('not-its-move', `"${name}" is for the ${move.by.join(' or ')} side.`, 'See what you can do in the case.');
  }
  return move.fault(state, terms, event);
}

/** The moves that a unit could make now, as far as that can be told before it says what. */
export const openTo = <State, Role extends string>(
  moves: Readonly<Record<string, Move<State, Role>>>,
  role: Role | undefined,
  state: State,
  unit: UnitAddress,
): string[] =>
  Object.keys(moves).filter(
    (name) => role !== undefined && moves[name]!.by.includes(role) && moves[name]!.isOpen(state, unit),
  );

export const Number_ = z.int().min(1).max(999);

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
): Refusal | undefined {
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
