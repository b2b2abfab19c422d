import { expect, test } from '@jest/globals';
import { Controller, Get as NestGet } from '@nestjs/common';
import { z } from 'zod';
import { openApiDocument } from './openapi.js';
import { Get, Post, routesOf } from './route.js';

const Said = z.object({ words: z.string() });
const Heard = z.object({ at: z.iso.datetime() });

test('a route is described by what stands beside its handler, below its controller’s path', () => {
  @Controller('talks')
  class Talks {
    @Post(':id/words', {
      summary: 'Say something',
      by: ['drafter', 'releaser'],
      body: Said,
      answer: Heard,
      status: 201,
    })
    say(_: z.infer<typeof Said>) {
      return { at: '2026-11-27T00:00:00Z' };
    }
    @Get('', { summary: 'All that was said', by: 'everyone' })
    all() {}
  }
  const { paths } = openApiDocument(routesOf([Talks]));
  expect(paths).toMatchObject({
    '/api/v1/talks': { get: { summary: 'All that was said', security: [], responses: { 200: {} } } },
    '/api/v1/talks/{id}/words': {
      post: {
        security: [
          { bearer: ['drafter'] },
          { cookie: ['drafter'] },
          { bearer: ['releaser'] },
          { cookie: ['releaser'] },
        ],
        parameters: [{ name: 'id', in: 'path', required: true }],
        requestBody: { content: { 'application/json': { schema: { properties: { words: { type: 'string' } } } } } },
        responses: { 201: { content: { 'application/json': { schema: { required: ['at'] } } } } },
      },
    },
  });
});

test('a handler that takes or answers something else than its route says is no program', () => {
  class Odd {
    // @ts-expect-error no parameter takes the body
    @Post('a', { summary: 'a', by: 'officers', body: Said })
    a() {}
    // @ts-expect-error the body is something else
    @Post('b', { summary: 'b', by: 'officers', body: Said })
    b(_: z.infer<typeof Heard>) {}
    // @ts-expect-error no parameter takes the query
    @Get('c', { summary: 'c', by: 'officers', query: Said })
    c() {}
    // @ts-expect-error the answer is something else
    @Get('d', { summary: 'd', by: 'officers', answer: Heard })
    d() {
      return { at: 1 };
    }
  }
  expect(Odd).toBeDefined();
});

test('a route that says nothing of itself is an error, and not one that the document leaves out', () => {
  class Silent {
    @NestGet('silent')
    silent() {}
  }
  expect(() => routesOf([Silent])).toThrow('Silent.silent');
});

test('of an object that may hold more, the document says what it holds', () => {
  @Controller('loose')
  class Loose {
    @Get('', { summary: 'Loose', by: 'officers', answer: z.looseObject({ id: z.string() }) })
    loose() {
      return { id: 'a', more: 1 };
    }
  }
  const answer = openApiDocument(routesOf([Loose])).paths['/api/v1/loose'];
  expect(answer).toMatchObject({ get: { responses: { default: { $ref: '#/components/responses/Problem' } } } });
  expect(JSON.stringify(answer)).not.toContain('additionalProperties');
});
