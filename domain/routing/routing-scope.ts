import type { Scope } from '../scope.ts';

/** What a reading verb of the room works with. */
export type ReadingScope = Pick<Scope, 'em' | 'actor'>;

/** What a verb works with that changes flows. */
export type WriteScope = Pick<Scope, 'em' | 'actor' | 'clock' | 'events'>;
