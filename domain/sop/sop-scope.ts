import type { Scope } from '../scope.ts';

/** What a reading verb of the room works with. */
export type SopReadScope = Pick<Scope, 'em' | 'actor'>;
/** What a verb works with that changes rows. */
export type SopWriteScope = Pick<Scope, 'em' | 'actor' | 'clock' | 'events' | 'jobs'>;
