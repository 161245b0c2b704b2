import type { EntityManager } from '../db/orm.ts';
import type { JobQueue } from '../jobs/queue.ts';
import type { Actor } from '../kernel/actor.ts';
import type { EventPublisher } from '../kernel/bus/events.ts';
import type { Clock } from '../kernel/clock.ts';

/**
 * What a verb of the business works with: one unit of work, the time, who acts, and the two ways to tell others. A verb
 * asks for the slice it uses: `Pick<Scope, 'em' | 'clock'>`.
 */
export interface Scope {
  readonly em: EntityManager;
  readonly clock: Clock;
  readonly actor: Actor;
  readonly events: EventPublisher;
  readonly jobs: JobQueue;
}
