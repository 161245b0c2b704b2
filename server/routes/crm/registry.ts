import { activityRoutes } from './activities.route.ts';
import { contactRoutes } from './contacts.route.ts';
import { customerRoutes } from './customers.route.ts';
import { exportRoutes } from './export.route.ts';
import { facetRoutes } from './facets.route.ts';
import { importRoutes } from './imports.route.ts';
import { leadRoutes } from './leads.route.ts';
import { opportunityRoutes } from './opportunities.route.ts';
import { productRoutes } from './products.route.ts';

/** Every route of the CRM. */
export const CRM_ROUTES = [
  ...customerRoutes,
  ...contactRoutes,
  ...leadRoutes,
  ...opportunityRoutes,
  ...activityRoutes,
  ...productRoutes,
  ...facetRoutes,
  ...exportRoutes,
  ...importRoutes,
] as const;
