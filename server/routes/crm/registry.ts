import { activityRoutes } from './activities.route.ts';
import { bulkEditRoutes } from './bulk-edits.route.ts';
import { assignmentRoutes } from './assignment.route.ts';
import { conditionFieldRoutes } from './condition-fields.route.ts';
import { contactRoutes } from './contacts.route.ts';
import { customFieldRoutes } from './custom-fields.route.ts';
import { contractRoutes } from './contracts.route.ts';
import { customerRoutes } from './customers.route.ts';
import { dealCheckRoutes } from './deal-check.route.ts';
import { deliveryRoutes } from './delivery.route.ts';
import { dataQualityRoutes } from './data-quality.route.ts';
import { duplicateRoutes } from './duplicates.route.ts';
import { exportRoutes } from './export.route.ts';
import { facetRoutes } from './facets.route.ts';
import { followUpReminderRoutes } from './follow-up-reminders.route.ts';
import { forecastRoutes } from './forecast.route.ts';
import { importRoutes } from './imports.route.ts';
import { leadScoreRoutes } from './lead-scores.route.ts';
import { leadRoutes } from './leads.route.ts';
import { mergeRoutes } from './merges.route.ts';
import { opportunityRoutes } from './opportunities.route.ts';
import { orderRoutes } from './orders.route.ts';
import { productRoutes } from './products.route.ts';
import { stageRoutes } from './stages.route.ts';
import { poolRoutes } from './pools.route.ts';
import { profileRoutes } from './profiles.route.ts';
import { scoreModelRoutes } from './score-models.route.ts';
import { relationRoutes } from './relations.route.ts';
import { tagRuleRoutes } from './tag-rules.route.ts';
import { savedViewRoutes } from './saved-views.route.ts';
import { segmentRoutes } from './segments.route.ts';

/** Every route of the CRM. */
export const CRM_ROUTES = [
  ...customerRoutes,
  ...contactRoutes,
  ...leadRoutes,
  ...leadScoreRoutes,
  ...scoreModelRoutes,
  ...opportunityRoutes,
  ...activityRoutes,
  ...productRoutes,
  ...customFieldRoutes,
  ...facetRoutes,
  ...exportRoutes,
  ...importRoutes,
  ...stageRoutes,
  ...dealCheckRoutes,
  ...forecastRoutes,
  ...orderRoutes,
  ...contractRoutes,
  ...deliveryRoutes,
  ...followUpReminderRoutes,
  ...duplicateRoutes,
  ...mergeRoutes,
  ...bulkEditRoutes,
  ...dataQualityRoutes,
  ...assignmentRoutes,
  ...conditionFieldRoutes,
  ...poolRoutes,
  ...profileRoutes,
  ...relationRoutes,
  ...tagRuleRoutes,
  ...segmentRoutes,
  ...savedViewRoutes,
] as const;
