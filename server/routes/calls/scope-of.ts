import type { CallScope } from '../../../domain/calls/calls-scope.ts';
import type { RouteContext } from '../../route.ts';

/** What a route of calls works with: the person's unit of work and the room's equipment. */
export type ScopeOf = (context: Pick<RouteContext, 'scope'>) => CallScope;
