import type { ServiceParts } from '../../parts.ts';
import type { RouteDefinition } from '../../route.ts';
import { SOP_INSTANCE_ROUTES } from './instances.route.ts';
import { sopSimulationRoutes } from './simulation.route.ts';
import { SOP_LIBRARY_ROUTES } from './library.route.ts';
import { composeMaterialStore } from '../../sop/compose-material-store.ts';
import { cachedStatistics } from '../../sop/cached-statistics.ts';
import { statsRoutes } from './stats.route.ts';
import { materialRoutes } from './materials.route.ts';
import { SOP_VERSION_ROUTES } from './template-versions.route.ts';
import { SOP_TEMPLATE_ROUTES } from './templates.route.ts';

/** Every route of sales sequences. */
export function sopRoutes(
  parts: Pick<ServiceParts, 'config' | 'clock' | 'jwtSecret' | 'cache' | 'bus' | 'sop'>,
): RouteDefinition[] {
  const store = composeMaterialStore(parts);
  return [
    ...SOP_TEMPLATE_ROUTES,
    ...SOP_VERSION_ROUTES,
    ...SOP_LIBRARY_ROUTES,
    ...SOP_INSTANCE_ROUTES,
    ...sopSimulationRoutes(parts),
    ...materialRoutes(store, parts.jwtSecret),
    ...statsRoutes(cachedStatistics(parts)),
  ];
}
