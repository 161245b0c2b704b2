import { listCollaboration } from '../../../domain/routing/collaboration/list-collaboration.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { CollaborationList, CollaborationView } from '../../../kernel/contracts/routing-collaboration.ts';
import { defineRoute, type RouteDefinition } from '../../route.ts';
import { base, ROUTING_TAG } from './params.ts';

/** How colleagues and robots worked together (spec 002, node C6). */
export const COLLABORATION_ROUTES: readonly RouteDefinition[] = [
  defineRoute({
    method: 'GET',
    url: `${base}/collaboration`,
    access: 'routing.read',
    summary: '协同分析：谁回应了谁，多快',
    tag: ROUTING_TAG,
    query: CollaborationList,
    response: pageOf(CollaborationView),
    handle: async ({ scope }, { query }) => await listCollaboration(scope, query),
  }),
];
