import { forkEm } from '../../db/orm.ts';
import { takeFromLibrary } from '../../domain/sop/library/take-from-library.ts';
import { systemActor } from '../../kernel/actor.ts';
import type { ServiceParts } from '../parts.ts';

/** What the demo company may look at and change on its first day. */
const DRAFTS = ['welcome-new-friend', 'price-follow-up', 'renewal-reminder', 'seven-days-silent'] as const;

/** Gives the demo company some sequences of the library, as drafts: nothing of them runs before somebody activates it. */
export async function putDemoDrafts({
  orm,
  clock,
  bus,
  engine,
}: Pick<ServiceParts, 'orm' | 'clock' | 'bus' | 'engine'>): Promise<void> {
  const actor = systemActor(['sop.create']);
  for (const name of DRAFTS) {
    const scope = { em: forkEm(orm), clock, actor, events: bus, jobs: engine };
    await takeFromLibrary(scope, { library_name: name });
  }
}
