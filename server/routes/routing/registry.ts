import type { ServiceParts } from '../../parts.ts';
import type { RouteDefinition } from '../../route.ts';
import { COLLABORATION_ROUTES } from './collaboration.route.ts';
import { flowVersionRoutes } from './flow-versions.route.ts';
import { flowRoutes } from './flows.route.ts';
import { INSTANCE_ROUTES } from './instances.route.ts';
import { simulationRoutes } from './simulation.route.ts';

/** Every route of the routing room. */
export function routingRoutes(parts: ServiceParts): RouteDefinition[] {
  return [
    ...flowRoutes(parts),
    ...flowVersionRoutes(parts),
    ...INSTANCE_ROUTES,
    ...COLLABORATION_ROUTES,
    ...simulationRoutes(parts),
  ];
}
