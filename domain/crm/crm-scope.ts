import type { Scope } from '../scope.ts';

/** What a reading verb of the CRM works with. */
export type ReadScope = Pick<Scope, 'em' | 'actor'>;

/** What a writing verb of the CRM works with. */
export type WriteScope = Pick<Scope, 'em' | 'actor' | 'clock' | 'events'>;

/** What a writing verb works with that tells other rooms for good (a signal) or leaves a job. */
export type TellScope = WriteScope & Pick<Scope, 'jobs'>;
