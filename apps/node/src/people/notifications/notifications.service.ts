import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { endWith, ignoreElements, Observable, Subject } from 'rxjs';
import { DataSource, type EntityManager, MoreThan } from 'typeorm';
import type { BulletinNews } from '#libs/kinds/bulletin-acts.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { NotificationRow } from '#libs/store/people-entities.js';
import type { Worker } from '../../process/roles.js';
import { Signals } from '../../process/signals.js';
import type { Officer } from '../officers/roles.js';

export type NotificationType =
  | `${BulletinName}-${BulletinNews}`
  | 'search-found'
  | 'similar-found'
  | 'release-asked'
  | 'share-asked'
  | 'share-decided'
  | 'share-release-asked'
  | 'case-received'
  | 'case-moved'
  | 'case-move-void'
  | 'case-due-soon'
  | 'case-overdue'
  | 'case-late'
  | 'case-to-escalate'
  | 'digest';

/** What is told, to whom: by id, never by content. */
export interface News {
  readonly unit: string;
  /** Whom alone; undefined for everyone in the unit. */
  readonly officer?: string | undefined;
  readonly type: NotificationType;
  /** Of what kind it is, where its words are the kind's own. */
  readonly kind?: string | undefined;
  readonly subject: string;
  readonly forDigest?: boolean;
}

export interface Notification extends Required<Omit<News, 'officer' | 'kind'>> {
  readonly id: string;
  readonly kind: string | null;
  readonly officer: string | null;
  readonly toldAt: number;
  readonly seen: boolean;
}

/** Tells officers what has happened: kept until they have seen it, and at once to whoever is there. */
@Injectable()
export class NotificationsService implements Worker, BeforeApplicationShutdown {
  private readonly live = new Subject<NotificationRow>();

  constructor(
    private readonly database: DataSource,
    private readonly signals: Signals,
  ) {}

  /** Notifications are heard from the database, so that every process of the node tells all of them. */
  start(): void {
    this.signals.on('notification', (id) => void this.hear(id));
  }

  /** Streams that are open end before the node stops to listen: it waits for every answer that is under way. */
  beforeApplicationShutdown(): void {
    this.live.complete();
  }

  /** In the caller's transaction: nobody is told of what is not committed. */
  async tell(manager: EntityManager, ...news: readonly News[]): Promise<void> {
    for (const { officer, kind, forDigest, ...one } of news) {
      const row = {
        ...one,
        kind: kind ?? null,
        officer: officer ?? null,
        toldAt: Date.now(),
        forDigest: forDigest ?? false,
        seenBy: [],
      };
      const { identifiers } = await manager.insert(NotificationRow, row);
      if (!forDigest) await this.signals.tell(manager, 'notification', String(identifiers[0]!.id));
    }
  }

  /** Whether a unit was told exactly that since then. */
  wasTold = (manager: EntityManager, { unit, type, subject }: News, since: number): Promise<boolean> =>
    manager.existsBy(NotificationRow, { unit, type, subject, toldAt: MoreThan(since) });

  /** Emits once the node is ending. */
  readonly ended = this.live.pipe(ignoreElements(), endWith(true));

  /** What an officer is told from now on. */
  of(officer: Officer): Observable<Notification> {
    return new Observable((subscriber) => {
      const heard = this.live.subscribe({
        next: (row) => {
          if (concerns(row, officer)) subscriber.next(viewFor(row, officer));
        },
        complete: () => subscriber.complete(),
      });
      return () => heard.unsubscribe();
    });
  }

  /** The newest first; after `since`, the oldest first: what was missed while the line was cut. */
  async list(officer: Officer, options: { unseen?: boolean; since?: string; limit: number }): Promise<Notification[]> {
    const builder = this.database
      .getRepository(NotificationRow)
      .createQueryBuilder('n')
      .where('n.unit IN (:...units) AND (n.officer IS NULL OR n.officer = :officer) AND NOT n.forDigest', {
        units: [...officer.units.keys(), ''],
        officer: officer.name,
      })
      .orderBy('n.id', options.since ? 'ASC' : 'DESC')
      .limit(options.limit);
    if (options.since) builder.andWhere('n.id > :since', { since: options.since });
    if (options.unseen) builder.andWhere('NOT (:officer = ANY(n.seenBy))');
    return (await builder.getMany()).map((row) => viewFor(row, officer));
  }

  /** @param ids undefined for all of them */
  async see(officer: Officer, ids: readonly string[] | undefined): Promise<void> {
    await this.database.query(
      `UPDATE notification SET seen_by = array_append(seen_by, $1)
       WHERE unit = ANY($2) AND (officer IS NULL OR officer = $1) AND NOT ($1 = ANY(seen_by)) AND ($3::bigint[] IS NULL OR id = ANY($3))`,
      [officer.name, [...officer.units.keys()], ids ?? null],
    );
  }

  private async hear(id: string): Promise<void> {
    // After a cut: what came meanwhile a console asks for by the last that it has.
    if (id === '') return;
    const row = await this.database
      .getRepository(NotificationRow)
      .findOneBy({ id })
      .catch(() => null);
    if (row) this.live.next(row);
  }
}

const concerns = (row: NotificationRow, officer: Officer): boolean =>
  officer.units.has(row.unit) && (row.officer === null || row.officer === officer.name);

const viewFor = ({ seenBy, ...row }: NotificationRow, officer: Officer): Notification => ({
  ...row,
  type: row.type as NotificationType,
  seen: seenBy.includes(officer.name),
});
