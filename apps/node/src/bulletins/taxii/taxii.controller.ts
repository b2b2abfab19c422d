import { Controller, Res, UseInterceptors } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { v5 } from 'uuid';
import { z } from 'zod';
import { DateTime } from '#libs/bounds/times.js';
import { problem } from '../../http/problem.js';
import { Get, InQuery } from '../../http/route.js';
import { InPath } from '../../http/validated.js';
import { type Officer, READING } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { TAXII, TaxiiMedia } from './media-type.js';
import { type CollectedObject, type ObjectPlace, TaxiiService } from './taxii.service.js';

const COLLECTIONS = '6f2b1c6e-7d0a-5c8e-9a51-3f0f4f1f7b21';
const MAX_PAGE = 500;
const STIX = 'application/stix+json;version=2.1';

/** Where the next page begins: `milliseconds~message~sender~object`. */
const Next = z
  .string()
  .regex(/^\d{1,15}~[0-9A-Z]{26}~[a-z0-9/-]{1,100}~\d{1,6}$/, 'where a page ended, as its "next" says')
  .transform((text): ObjectPlace => {
    const [storedAt, messageId, sender, at] = text.split('~') as [string, string, string, string];
    return { storedAt: Number(storedAt), messageId, sender, at: Number(at) };
  });

/** TAXII 2.1 §3.4: filters and paging. Nest's parser has `match[type]` as it stands. */
export const TaxiiQuery = z.looseObject({
  added_after: DateTime.optional(),
  limit: z.coerce.number().int().min(1).default(100),
  next: Next.optional(),
  'match[id]': z.string().max(2000).optional(),
  'match[type]': z.string().max(2000).optional(),
  'match[version]': z.string().max(2000).optional(),
  'match[spec_version]': z.string().max(2000).optional(),
});
/** Each object is there in one version: its first, its last, and all that there are. */
const ANY_VERSION = ['first', 'last', 'all'];
const SPEC_VERSION = '2.1';

/** As TAXII 2.1 says it, which this document does not repeat. */
const TaxiiAnswer = z.record(z.string(), z.unknown());

/**
 * A member's own tools read its units' alerts here: TAXII 2.1 (OASIS), one collection a unit, read-only. They sign in as
 * an officer does, by HTTP Basic or a session's token, and see what that officer may export.
 */
@Controller('taxii2')
@UseInterceptors(TaxiiMedia)
export class TaxiiController {
  constructor(private readonly taxii: TaxiiService) {}

  @Get('', { summary: 'TAXII 2.1: discovery', by: 'officers', answer: TaxiiAnswer })
  discovery() {
    const root = '/taxii2/alerts/';
    const description = 'Alerts of this node’s units, to read.';
    return { title: 'Liaison node', description, default: root, api_roots: [root] };
  }

  @Get('alerts', { summary: 'TAXII 2.1: the API root', by: 'officers', answer: TaxiiAnswer })
  root() {
    return { title: 'Alerts', versions: [TAXII], max_content_length: 1 };
  }

  @Get('alerts/collections', {
    summary: 'TAXII 2.1: a collection for each of your units',
    by: READING,
    answer: TaxiiAnswer,
  })
  collections(@CurrentOfficer() officer: Officer) {
    return { collections: this.taxii.unitsOf(officer).map(collectionOf) };
  }

  @Get('alerts/collections/:id', { summary: 'TAXII 2.1: one collection', by: READING, answer: TaxiiAnswer })
  collection(@CurrentOfficer() officer: Officer, @InPath('id', z.uuid()) id: string) {
    return collectionOf(this.unitOf(officer, id));
  }

  @Get('alerts/collections/:id/objects', {
    summary: 'TAXII 2.1: its objects',
    by: READING,
    query: TaxiiQuery,
    answer: TaxiiAnswer,
  })
  async objects(
    @CurrentOfficer() officer: Officer,
    @InPath('id', z.uuid()) id: string,
    @InQuery() query: z.infer<typeof TaxiiQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { page, rest } = await this.page(officer, id, query, reply);
    return { ...rest, objects: page.map((one) => one.object) };
  }

  @Get('alerts/collections/:id/objects/:object', { summary: 'TAXII 2.1: one object', by: READING, answer: TaxiiAnswer })
  async object(
    @CurrentOfficer() officer: Officer,
    @InPath('id', z.uuid()) id: string,
    @InPath('object', z.string().max(300)) object: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const page = await this.theOne(officer, id, object, reply);
    return { more: false, objects: page.map((one) => one.object) };
  }

  @Get('alerts/collections/:id/objects/:object/versions', {
    summary: 'TAXII 2.1: the versions of one object',
    by: READING,
    answer: TaxiiAnswer,
  })
  async versions(
    @CurrentOfficer() officer: Officer,
    @InPath('id', z.uuid()) id: string,
    @InPath('object', z.string().max(300)) object: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const page = await this.theOne(officer, id, object, reply);
    return { more: false, versions: page.map(versionOf) };
  }

  @Get('alerts/collections/:id/manifest', {
    summary: 'TAXII 2.1: what is in it',
    by: READING,
    query: TaxiiQuery,
    answer: TaxiiAnswer,
  })
  async manifest(
    @CurrentOfficer() officer: Officer,
    @InPath('id', z.uuid()) id: string,
    @InQuery() query: z.infer<typeof TaxiiQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { page, rest } = await this.page(officer, id, query, reply);
    const objects = page.map((collected) => ({
      id: collected.object.id,
      date_added: new Date(collected.addedAt).toISOString(),
      version: versionOf(collected),
      media_type: STIX,
    }));
    return { ...rest, objects };
  }

  private async page(officer: Officer, id: string, asked: z.infer<typeof TaxiiQuery>, reply: FastifyReply) {
    const matches = (field: 'id' | 'type' | 'version' | 'spec_version', ...values: string[]): boolean => {
      const wanted = asked[`match[${field}]`]?.split(',');
      return !wanted || values.some((value) => wanted.includes(value));
    };
    const after = asked.added_after ? Date.parse(asked.added_after) : 0;
    const most = Math.min(asked.limit, MAX_PAGE);
    const page: CollectedObject[] = [];
    for await (const collected of this.taxii.objects(officer, this.unitOf(officer, id), after, asked.next)) {
      const { object, place } = collected;
      const isAsked =
        matches('id', object.id) &&
        matches('type', object.type) &&
        matches('version', versionOf(collected), ...ANY_VERSION) &&
        matches('spec_version', SPEC_VERSION);
      if (!isAsked) continue;
      if (page.length === most) {
        sayDates(reply, page);
        const next = [place.storedAt, place.messageId, place.sender, place.at].join('~');
        return { page, rest: { more: true, next } };
      }
      page.push(collected);
    }
    sayDates(reply, page);
    return { page, rest: { more: false } };
  }

  private async theOne(officer: Officer, id: string, object: string, reply: FastifyReply): Promise<CollectedObject[]> {
    for await (const collected of this.taxii.objects(officer, this.unitOf(officer, id), 0, undefined)) {
      if (collected.object.id !== object) continue;
      sayDates(reply, [collected]);
      return [collected];
    }
    throw problem(404, 'object-unknown', 'The collection has no such object.', 'See its manifest.');
  }

  private unitOf(officer: Officer, id: string): string {
    const unit = this.taxii.unitsOf(officer).find((one) => collectionOf(one).id === id);
    if (unit) return unit;
    throw problem(
      404,
      'collection-unknown',
      'There is no such collection, or none for you.',
      'See alerts/collections.',
    );
  }
}

const collectionOf = (unit: string) => ({
  id: v5(unit, COLLECTIONS),
  title: `Alerts of ${unit}`,
  alias: unit.replace('/', '-'),
  can_read: true,
  can_write: false,
  media_types: [STIX],
});

/** TAXII 2.1 §3.1: its `modified`, or what stands for it where the object has none. */
const versionOf = ({ object }: CollectedObject): string => String(object.modified ?? object.created);

function sayDates(reply: FastifyReply, page: readonly CollectedObject[]): void {
  const dates = page.map(({ addedAt }) => new Date(addedAt).toISOString());
  if (dates.length > 0) {
    reply.header('x-taxii-date-added-first', dates[0]).header('x-taxii-date-added-last', dates.at(-1));
  }
}
