import type { EventCatalogue, EventName } from '../kernel/bus/events.ts';
import type { Scope } from './scope.ts';

/**
 * Runs the work in one transaction: rows, audit lines and jobs appear together or not at all, and events are told only
 * after the commit. Called inside another `inTransaction` it joins that one.
 */
export async function inTransaction<S extends Pick<Scope, 'em' | 'events'>, T>(
  scope: S,
  work: (scope: S) => Promise<T>,
): Promise<T> {
  if (scope.em.isInTransaction()) return await work(scope);
  const held: Array<() => void> = [];
  const events = {
    publish: <N extends EventName>(name: N, payload: EventCatalogue[N]) => {
      held.push(() => scope.events.publish(name, payload));
    },
  };
  const answer = await scope.em.transactional(async (em) => await work({ ...scope, em, events }));
  for (const tell of held) tell();
  return answer;
}
