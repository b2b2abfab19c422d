import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { FieldFault } from '#libs/outcome/field-faults.js';
import type { Refusal } from '#libs/outcome/index.js';

/** Problem details (RFC 9457). `type` is a URN of the refusal's code; `remedy` is the next thing to do. */
export const ProblemDetails = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  remedy: z.string(),
  faults: z.array(FieldFault).optional(),
  existing: z.string().optional(),
});
export type ProblemDetails = z.infer<typeof ProblemDetails>;

/** A refusal on its way to the caller of the API. */
export class Problem extends HttpException {
  constructor(status: number, refusal: Refusal, more: Pick<ProblemDetails, 'faults' | 'existing'> = {}) {
    super(
      {
        type: `urn:liaison:problem:${refusal.code}`,
        title: refusal.message,
        status,
        code: refusal.code,
        remedy: refusal.remedy,
        ...more,
      },
      status,
    );
  }

  get details(): ProblemDetails {
    return this.getResponse() as ProblemDetails;
  }
}

export const problem = (status: number, code: string, message: string, remedy: string): Problem =>
  new Problem(status, { code, message, remedy });

/** What who is not signed in is answered with. */
export const sessionOver = (): Problem =>
  problem(401, 'session-over', 'You are not signed in, or your session is over.', 'Sign in again; nothing was lost.');

/** What an address that leads nowhere is answered with. */
export const nothingThere = (): Problem =>
  problem(404, 'not-found', 'There is nothing at this address.', 'See /api/v1/openapi.json.');

/** The one place where errors become answers. What nobody foresaw is logged by its kind, never by its content. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const found = this.problemOf(error);
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    void reply
      .status(found.getStatus())
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(found.getResponse());
  }

  private problemOf(error: unknown): Problem {
    if (error instanceof Problem) return error;
    const status = statusOf(error);
    if (isDatabaseDown(error)) {
      this.logger.error('the database does not answer');
      return problem(
        503,
        'database-unavailable',
        'This node’s database does not answer, so nothing was taken.',
        'Keep what you typed and try again; tell your administrator if it stays so.',
      );
    }
    if (status === 413) {
      return problem(413, 'too-large', 'The request is larger than this node takes.', 'Put large parts into files.');
    }
    if (status === 404) return nothingThere();
    if (status >= 400 && status < 500) {
      return problem(
        status,
        'request-malformed',
        'The request cannot be read.',
        'Send JSON as /api/v1/openapi.json says.',
      );
    }
    this.logger.error(error instanceof Error ? `${error.name} at ${placeOf(error)}` : 'unknown error');
    return problem(500, 'internal-error', 'Something went wrong on this node.', 'Tell your administrator the time.');
  }
}

/** The first line of the stack that is ours: errors' messages may hold content, so they are not logged. */
const placeOf = (error: Error): string =>
  error.stack
    ?.split('\n')
    .find((line) => line.includes('/programs/') && !line.includes('/packages/'))
    ?.trim() ?? '?';

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return Number.isInteger(status) ? status : 500;
}

/** Refused or lost connections, a server starting or stopping (SQLSTATE classes 08 and 57P), a pool that waits in vain. */
export function isDatabaseDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  if (/^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|08|57P)/.test(code)) return true;
  if (error instanceof AggregateError) return error.errors.some(isDatabaseDown);
  return /Connection terminated|timeout exceeded when trying to connect|not connected to/i.test(error.message);
}
