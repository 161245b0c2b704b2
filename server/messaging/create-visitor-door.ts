import type { MikroORM } from '@mikro-orm/postgresql';
import { forkEm } from '../../db/orm.ts';
import { queryOne } from '../../db/query.ts';
import { findKeptLine, keepLine } from '../../domain/messaging/web-chat/keep-line.ts';
import type { VisitorDoor } from '../../integrations/channels/web-chat/visitor-door.ts';
import type { EventPublisher } from '../../kernel/bus/events.ts';
import type { Clock } from '../../kernel/clock.ts';

/** The door of the chat window: what is said to a visitor is kept in the database, and their open windows hear of it. */
export function createVisitorDoor(parts: {
  readonly orm: MikroORM;
  readonly clock: Clock;
  readonly bus: EventPublisher;
}): VisitorDoor {
  const scope = () => ({ em: forkEm(parts.orm), clock: parts.clock, events: parts.bus });
  return {
    deliver: async (site, visitor, message) => (await keepLine(scope(), site, visitor, message)) ?? 'no_such_visitor',
    find: async (site, visitor_id, message, from, to) =>
      await findKeptLine(scope(), { site, visitor_id, from, to }, message),
    isOpen: async (site) => {
      const row = await queryOne(
        scope().em,
        `select 1 as one from channel_account where channel = 'web-chat' and external_id = $1 and paused_at is null`,
        [site],
      );
      return row !== undefined;
    },
  };
}
