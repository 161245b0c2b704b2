import type { Scope } from '../domain/scope.ts';

/** What a reading verb of the knowledge base works with. */
export type ReadScope = Pick<Scope, 'em' | 'actor' | 'clock'>;

/** What a writing verb works with: it may leave work for later. */
export type WriteScope = Scope;
