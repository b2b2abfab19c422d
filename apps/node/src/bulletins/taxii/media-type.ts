import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { problem } from '../../http/problem.js';

/** TAXII 2.1 §1.6.8. Tools compare it letter by letter. */
export const TAXII = 'application/taxii+json;version=2.1';

/** Whether a request’s `Accept` takes a TAXII 2.1 answer (RFC 9110 §12.5.1: of ranges that fit, the most specific counts). One that says nothing takes anything. */
export function acceptsTaxii(accept: string | undefined): boolean {
  if (accept === undefined || accept.trim() === '') return true;
  const ranges = accept.split(',').map((range) => {
    const [type, ...parameters] = range.toLowerCase().replace(/[\s"]/g, '').split(';');
    const parameter = (name: string) => parameters.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
    return { type, version: parameter('version'), isWanted: Number(parameter('q') ?? 1) > 0 };
  });
  const exact = ranges.filter(
    ({ type, version }) => type === 'application/taxii+json' && [undefined, '2.1'].includes(version),
  );
  const fitting = exact.length > 0 ? exact : ranges.filter(({ type }) => type === 'application/*' || type === '*/*');
  return fitting.some((one) => one.isWanted);
}

/** Every answer under `/taxii2/` has that media type and no other; who takes none of it is told so. */
@Injectable()
export class TaxiiMedia implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<Buffer> {
    const http = context.switchToHttp();
    if (!acceptsTaxii(http.getRequest<FastifyRequest>().headers.accept)) {
      throw problem(406, 'not-acceptable', `This is answered as ${TAXII}.`, 'Ask for that in the Accept header.');
    }
    return next.handle().pipe(
      map((body) => {
        http.getResponse<FastifyReply>().header('content-type', TAXII);
        // As bytes: of an object's media type the server would quote the version, and add a charset.
        return Buffer.from(JSON.stringify(body));
      }),
    );
  }
}
