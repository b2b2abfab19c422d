import '@fastify/cookie';
import { type CanActivate, createParamDecorator, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { textOf } from '#libs/bounds/text.js';
import { Problem, problem, sessionOver } from '../../http/problem.js';
import { type Callers, operationOf } from '../../http/route.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { OfficersService } from '../officers/officers.service.js';
import { type Officer, unitsIn } from '../officers/roles.js';
import { type Session, SessionsService } from './sessions.service.js';

/** A cookie goes to every port of a host: each node's has a name of its own. */
export const cookieName = ({ node }: NodeConfig): string => `liaison_session_${node.replace('/', '-')}`;

type SignedIn = FastifyRequest & { officer?: Officer; token?: string; session?: Session };

const tokensIn = ({ headers, cookies }: FastifyRequest, config: NodeConfig) => ({
  bearer: /^Bearer ([\w-]{43})$/.exec(headers.authorization ?? '')?.[1],
  cookie: cookies[cookieName(config)],
});

/** Whether a request comes with a session that stands, whatever it may do. */
export async function isSignedIn(request: FastifyRequest, config: NodeConfig, sessions: SessionsService) {
  const { bearer, cookie } = tokensIn(request, config);
  const token = bearer ?? cookie;
  return token !== undefined && (await sessions.of(token)) !== undefined;
}

/** Every route needs a session, by cookie (console) or bearer token (CLI), unless it says otherwise. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly officers: OfficersService,
    private readonly sessions: SessionsService,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const by = operationOf(context.getHandler())?.by ?? 'officers';
    const request = context.switchToHttp().getRequest<SignedIn>();
    const { bearer, cookie } = tokensIn(request, this.config);
    if (!bearer && isChange(request)) this.mustComeFromHere(request, cookie !== undefined);
    if (by === 'everyone') return true;
    const token = bearer ?? cookie;
    const found = token ? await this.sessions.of(token) : undefined;
    const officer = found?.officer ?? (await this.tool(request));
    if (!officer) {
      if (isTaxii(request))
        context.switchToHttp().getResponse<FastifyReply>().header('www-authenticate', 'Basic realm="Liaison"');
      throw sessionOver();
    }
    if (found) await this.mustBeUsable(found.session, officer, by);
    mustBeAmong(officer, by);
    request.officer = officer;
    if (found && token) {
      request.token = token;
      request.session = found.session;
    }
    return true;
  }

  private async mustBeUsable(session: Session, officer: Officer, by: Callers): Promise<void> {
    if (session.locked && by !== 'locked') {
      throw problem(423, 'session-locked', 'Your console is locked.', 'Unlock it with your passkey or your password.');
    }
    if (this.config.secondFactor === 'offered' || session.method !== 'password' || by === 'locked') return;
    // Who has a second factor shows it at the sign-in: a session from before adds no other.
    if (by === 'enrolling' && !(await this.officers.hasSecondFactor(officer.id))) return;
    throw notEnough('Add a passkey, or set up one-time codes, in the console; where you have, sign in with it.');
  }

  /** A page from elsewhere may not act with an officer's cookie; not even one from another port of this host, to which it is sent. */
  private mustComeFromHere({ headers, protocol }: SignedIn, byCookie: boolean): void {
    if (headers.origin === undefined && !byCookie) return;
    if (headers.origin === `${protocol}://${headers.host}` || headers.origin === this.config.consoleOrigin) return;
    throw problem(403, 'from-elsewhere', 'This was asked for by another page.', 'Open the console by its own address.');
  }

  /** TAXII's clients sign in with each request, by HTTP Basic (TAXII 2.1 §1.6.7); nothing else does. */
  private async tool(request: FastifyRequest): Promise<Officer | undefined> {
    const basic = isTaxii(request) && /^Basic ([\w+/=]+)$/.exec(request.headers.authorization ?? '')?.[1];
    const said = basic ? textOf(Buffer.from(basic, 'base64')) : undefined;
    if (said === undefined) return undefined;
    if (this.config.secondFactor === 'required') {
      throw notEnough('Give the tool the token of a terminal’s session, as "Authorization: Bearer …".');
    }
    const [name = '', ...password] = said.split(':');
    const known = await this.officers.known(name, password.join(':'), request.ip);
    if (!known.ok && known.refusal.code === 'sign-in-wait') throw new Problem(429, known.refusal);
    // A tool shows no second factor: an account that has one is not a tool's.
    return known.ok && !(await this.officers.hasSecondFactor(known.value.id))
      ? this.officers.officerOf(known.value)
      : undefined;
  }
}

/** A locked or an enrolling session's routes are the officer's own; everything else is some unit's. */
function mustBeAmong(officer: Officer, by: Callers): void {
  if (by === 'locked' || by === 'enrolling') return;
  const isAmong = typeof by === 'string' ? officer.units.size > 0 : unitsIn(officer, by).length > 0;
  if (isAmong) return;
  const roles = typeof by === 'string' ? 'no role' : `not the role ${by.join(' or ')} in any unit`;
  throw problem(403, 'role-missing', `You hold ${roles} at this node.`, 'Ask the administrator of your node.');
}

const notEnough = (remedy: string) =>
  problem(403, 'second-factor-needed', 'A password alone is not enough on this node.', remedy);
const isTaxii = (request: FastifyRequest): boolean => /^\/taxii2(\/|$)/.test(request.url);
const isChange = ({ method }: FastifyRequest): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(method);

const fromRequest = <K extends keyof SignedIn>(name: K) =>
  createParamDecorator((_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<SignedIn>()[name]);
export const CurrentOfficer = fromRequest('officer');
export const CurrentToken = fromRequest('token');
export const CurrentSession = fromRequest('session');
