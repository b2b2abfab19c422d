import { JetStreamApiError, jetstreamManager } from '@nats-io/jetstream';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import { Injectable, Logger } from '@nestjs/common';
import type { z } from 'zod';
import { IntroductionRequest, PartRequest } from '#libs/transport/directory-protocol.js';
import { asked, DIRECTORY, introductionSubject, memberAsking, partSubject, shelfOf } from '#libs/transport/subjects.js';
import { memberOf } from '#libs/trust/address.js';

interface Wanted {
  readonly shelf: string;
  readonly subject: string;
}

const NOTHING = new Uint8Array(0);

/**
 * Gives out what lies at the hub under a whole name, and nothing by a part of one: with JetStream's own direct get
 * whoever may ask for a part can list all of them.
 */
@Injectable()
export class ShelfService {
  private readonly logger = new Logger(ShelfService.name);

  /** Answers for as long as the connection lasts. */
  answerOn(connection: NatsConnection): void {
    this.give(connection, DIRECTORY.introduction, IntroductionRequest, ({ sender, recipient, id }, member) =>
      memberOf(recipient) === member
        ? { shelf: shelfOf('introductions', memberOf(sender)), subject: introductionSubject(sender, recipient, id) }
        : undefined,
    );
    this.give(connection, DIRECTORY.part, PartRequest, ({ sender, name, part }) => ({
      shelf: shelfOf('parts', sender),
      subject: partSubject(sender, name, part),
    }));
  }

  /** @param wantedOf what the request names at the hub; undefined where it is not the asker's to have */
  private give<T extends z.ZodType>(
    connection: NatsConnection,
    subject: string,
    schema: T,
    wantedOf: (request: z.output<T>, member: string | undefined) => Wanted | undefined,
  ): void {
    const answer = async (message: Msg): Promise<Uint8Array> => {
      const request = schema.safeParse(jsonOf(message));
      const wanted = request.success ? wantedOf(request.data, memberAsking(message.subject)) : undefined;
      if (!wanted) return NOTHING;
      const manager = await jetstreamManager(connection, { checkAPI: false });
      return (await manager.direct.getMessage(wanted.shelf, { last_by_subj: wanted.subject }))?.data ?? NOTHING;
    };
    connection.subscribe(asked(subject, '*'), {
      queue: 'directory',
      callback: (error, message) => {
        if (error) return;
        answer(message)
          .catch((failed: unknown) => {
            if (!(failed instanceof JetStreamApiError)) this.logger.warn('something at the hub could not be read');
            return NOTHING;
          })
          .then((bytes) => message.respond(bytes));
      },
    });
  }
}

function jsonOf(message: Msg): unknown {
  try {
    return message.json();
  } catch {
    return undefined;
  }
}
