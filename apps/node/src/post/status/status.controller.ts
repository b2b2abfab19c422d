import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { hex } from '#libs/cose/bytes.js';
import { BULLETIN_NAMES } from '#libs/kinds/bulletin-names.js';
import { Get } from '../../http/route.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { HubLink } from '../../process/hub-link.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';

const Trouble = z.object({ code: z.string(), message: z.string(), remedy: z.string() });

export const StatusView = z.object({
  node: z.string(),
  network: z.string(),
  hub: z.enum(['reached', 'unreachable']),
  directory: z.object({
    /** Up to which entry the log is relied on, and how many more are verified and wait for their quorum. */
    position: z.int(),
    waiting: z.int(),
    verifiedAt: z.iso.datetime().nullable(),
    /** Members that cosigned the last checkpoint, how many have to, and since when so many have. */
    witnesses: z.int(),
    quorum: z.int(),
    witnessedAt: z.iso.datetime().nullable(),
    stale: z.boolean(),
    following: z.boolean(),
    trouble: Trouble.nullable(),
  }),
  outbox: z.object({ queued: z.int(), waitingForReceipts: z.int(), oldestAt: z.iso.datetime().nullable() }),
  inbox: z.object({
    messages: z.int(),
    gaps: z.int(),
    /** Bulletins that are not searchable and compared yet. */
    toIndex: z.int(),
    /** Bulletins that are listed, and could not be made searchable. */
    unsearchable: z.int(),
    /** Messages of kinds that this version does not know: they are kept, and shown by one that does. */
    updateNeeded: z.int(),
  }),
  /** Mail that cannot be decided yet, by what it waits for. */
  waiting: z.array(z.object({ reason: z.string(), messages: z.int(), bytes: z.int(), oldestAt: z.iso.datetime() })),
  /** Packets that were let go because their member's share was full; their senders keep and resend them. */
  dropped: z.int(),
  quarantined: z.int(),
  incidents: z.int(),
});

/** What stands between this node and the others: for officers in numbers, for machines as health and readiness. */
@Controller()
export class StatusController {
  constructor(
    private readonly database: DataSource,
    private readonly hub: HubLink,
    private readonly directory: DirectoryService,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  @Get('status', {
    summary: 'Hub, directory, outbox, inbox, quarantine, incidents',
    by: 'officers',
    answer: StatusView,
  })
  async status(): Promise<z.infer<typeof StatusView>> {
    const [counts]: Record<string, string | null>[] = await this.database.query(
      `SELECT (SELECT count(*) FROM outbox WHERE NOT done AND published_at IS NULL) AS queued,
              (SELECT count(*) FROM outbox WHERE NOT done AND published_at IS NOT NULL) AS waiting,
              (SELECT min(m.created_at) FROM outbox o JOIN message m USING (message_id, sender) WHERE NOT o.done) AS oldest,
              (SELECT count(*) FROM message WHERE direction = 'in') AS messages,
              (SELECT count(*) FROM message WHERE NOT indexed AND kind = ANY($1)) AS to_index,
              (SELECT count(*) FROM channel_in WHERE complete_to < highest) AS gaps,
              (SELECT count(*) FROM bulletin_index WHERE unsearchable) AS unsearchable,
              (SELECT count(*) FROM message WHERE NOT admitted) AS update_needed,
              (SELECT coalesce(sum(messages), 0) FROM mail_dropped) AS dropped,
              (SELECT count(*) FROM quarantine) AS quarantined,
              (SELECT coalesce(sum(1 + more), 0) FROM incident) AS incidents`,
      [BULLETIN_NAMES],
    );
    const waiting: { reason: string; messages: string; bytes: string; oldest: string }[] = await this.database.query(
      `SELECT reason, count(*) AS messages, sum(length(wire)) AS bytes, min(received_at) AS oldest
       FROM waiting_mail GROUP BY reason ORDER BY reason`,
    );
    const freshness = this.directory.freshness;
    const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
    return {
      node: this.config.node,
      network: hex(this.config.network),
      hub: this.hub.reachable ? 'reached' : 'unreachable',
      directory: { ...freshness, verifiedAt: iso(freshness.verifiedAt), witnessedAt: iso(freshness.witnessedAt) },
      outbox: {
        queued: Number(counts!.queued),
        waitingForReceipts: Number(counts!.waiting),
        oldestAt: iso(counts!.oldest ? Number(counts!.oldest) : null),
      },
      inbox: {
        messages: Number(counts!.messages),
        gaps: Number(counts!.gaps),
        toIndex: Number(counts!.to_index),
        unsearchable: Number(counts!.unsearchable),
        updateNeeded: Number(counts!.update_needed),
      },
      waiting: waiting.map(({ reason, messages, bytes, oldest }) => ({
        reason,
        messages: Number(messages),
        bytes: Number(bytes),
        oldestAt: new Date(Number(oldest)).toISOString(),
      })),
      dropped: Number(counts!.dropped),
      quarantined: Number(counts!.quarantined),
      incidents: Number(counts!.incidents),
    };
  }

  /** The process runs. */
  @Get('health', { summary: 'The process runs', by: 'everyone', answer: z.object({ status: z.literal('ok') }) })
  health() {
    return { status: 'ok' as const };
  }

  /** Officers can work: the database answers. The hub may be away; what is posted then waits in the outbox. */
  @Get('ready', { summary: 'Officers can work', by: 'everyone', answer: z.object({ status: z.string() }) })
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const database = await this.database.query('SELECT 1').then(
      () => 'ok' as const,
      () => 'unavailable' as const,
    );
    const directory = this.directory.state.size > 0 ? ('ok' as const) : ('empty' as const);
    const ready = database === 'ok' && directory === 'ok';
    reply.status(ready ? 200 : 503);
    return {
      status: ready ? 'ready' : 'not-ready',
      database,
      directory,
      hub: this.hub.reachable ? 'reached' : 'unreachable',
    };
  }
}
