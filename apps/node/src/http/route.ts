import {
  applyDecorators,
  createParamDecorator,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
  Sse,
} from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Role } from '#libs/policy/roles.js';
import { problem } from './problem.js';
import { jsonIn, SentBytes } from './reading.js';
import { validated } from './validated.js';

/**
 * Who may call: whoever comes; an officer of the node whose console is locked, too, or who still has to set up a second
 * factor, too; any officer of the node; officers who hold one of these roles in a unit of it. In which unit a role has to
 * be held is the handler's to ask: it knows what is touched.
 */
export type Callers = 'everyone' | 'locked' | 'enrolling' | 'officers' | readonly Role[];

/** What a route takes and answers: by these schemas its handler is given what came, and the API's document is made. */
export interface Operation<
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType | 'bytes' = z.ZodType | 'bytes',
  Answer extends z.ZodType | 'bytes' = z.ZodType | 'bytes',
> {
  readonly summary: string;
  readonly by: Callers;
  readonly query?: Query;
  readonly body?: Body;
  readonly answer?: Answer;
  /** 200 where it says nothing. */
  readonly status?: number;
}

const OPERATION = Symbol('operation');

type Taken<Schema> = Schema extends z.ZodType ? z.output<Schema> : Schema extends 'bytes' ? SentBytes : never;
/** What a handler may give: nothing that the schema writes over. */
type Unwritten<T> = T extends (infer Item)[]
  ? readonly Unwritten<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Unwritten<T[K]> }
    : T;
type Answered<Schema> = [Schema] extends [never]
  ? unknown
  : Schema extends z.ZodType
    ? Unwritten<z.input<Schema>>
    : unknown;
/** Asks nothing of a handler that is as its route says; of another, what it has not. */
type Must<Holds, Fault extends string> = Holds extends true ? unknown : { readonly [F in Fault]: never };
type Fits<Value, Type> = [Value] extends [Type] ? true : false;
type Handler<Args extends unknown[], Result, Query, Body, Answer> = TypedPropertyDescriptor<(...args: Args) => Result> &
  Must<Fits<Taken<Query>, Args[number]>, 'a parameter that takes the query'> &
  Must<Fits<Taken<Body>, Args[number]>, 'a parameter that takes the body'> &
  Must<Fits<Awaited<Result>, Answered<Answer>>, 'the answer that the route says'>;

const route =
  (method: RequestMethod) =>
  <
    Query extends z.ZodObject = never,
    Body extends z.ZodType | 'bytes' = never,
    Answer extends z.ZodType | 'bytes' = never,
  >(
    path: string,
    operation: Operation<Query, Body, Answer>,
  ) =>
  <Args extends unknown[], Result>(
    target: object,
    key: string | symbol,
    descriptor: Handler<Args, Result, Query, Body, Answer>,
  ): void => {
    applyDecorators(
      RequestMapping({ method, path }),
      HttpCode(operation.status ?? 200),
      SetMetadata(OPERATION, operation),
    )(target, key, descriptor);
  };

/** Routes with what they take and answer beside their handler. */
export const Get = route(RequestMethod.GET);
export const Post = route(RequestMethod.POST);
export const Put = route(RequestMethod.PUT);
export const Delete = route(RequestMethod.DELETE);

/** A route that answers with server-sent events. */
export const Events = (path: string, operation: Operation): MethodDecorator =>
  applyDecorators(Sse(path), SetMetadata(OPERATION, operation));

/** What a handler's route says; undefined for a handler that is none of a route. */
export const operationOf = (handler: object): Operation | undefined => Reflect.getMetadata(OPERATION, handler);

/** The query, parsed by the route's schema. @throws Problem that names each wrong field */
export const InQuery = createParamDecorator((_: unknown, context) => {
  const { query } = operationOf(context.getHandler())!;
  return validated(query!, context.switchToHttp().getRequest<FastifyRequest>().query);
});

/** The body, parsed by the route's schema, or as it comes. @throws Problem that names each wrong field */
export const InBody = createParamDecorator((_: unknown, context) => {
  const { body: schema } = operationOf(context.getHandler())!;
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (schema !== 'bytes') return validated(schema!, jsonIn(body));
  if (body instanceof SentBytes) return body;
  throw problem(415, 'not-a-file', 'A file is sent as application/octet-stream.', 'Set that content type.');
});

/** As Nest's discovery gives it. */
type ControllerClass = { readonly name: string; readonly prototype: object };

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the API's prefix, as Nest writes it: `/alerts/:id`. */
  readonly path: string;
  /** `UnitsController.list` */
  readonly handler: string;
  readonly operation: Operation;
}

/** Every route of these controllers. @throws Error for a handler that says nothing of what it takes */
export function routesOf(controllers: readonly ControllerClass[]): Route[] {
  return controllers.flatMap(({ name, prototype }) =>
    Object.entries(Object.getOwnPropertyDescriptors(prototype)).flatMap(([key, { value: handler }]) => {
      if (typeof handler !== 'function' || !Reflect.hasMetadata(METHOD_METADATA, handler)) return [];
      const operation = operationOf(handler);
      if (!operation) throw new Error(`${name}.${key} is a route without an operation`);
      const [before, path] = [prototype.constructor, handler].map((one) => Reflect.getMetadata(PATH_METADATA, one));
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler)] as Route['method'];
      const whole = [before, path].map((part: string) => part.replace(/^\/|\/$/g, '')).filter(Boolean);
      return [{ method, path: `/${whole.join('/')}`, handler: `${name}.${key}`, operation }];
    }),
  );
}
