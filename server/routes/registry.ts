import type { ServiceParts } from '../parts.ts';
import type { Authenticator } from '../plugins/authenticate.ts';
import type { RouteDefinition } from '../route.ts';
import type { KnowledgeEngine } from '../../knowledge/engine.ts';
import type { Assistant } from '../assistant/compose-assistant.ts';
import { probeModels } from '../assistant/probe-models.ts';
import { AFTER_SALES_ROUTES } from './after-sales/track-tasks.route.ts';
import { callRoutes } from './calls/registry.ts';
import { CONVERSATION_ROUTES } from './chat/conversations.route.ts';
import { streamRunRoutes } from './chat/stream-run.route.ts';
import { METERING_ROUTES } from './operations/metering.route.ts';
import { CRM_ROUTES } from './crm/registry.ts';
import { alertRoutes } from './alerts/alerts.route.ts';
import { authRoutes } from './identity/auth.route.ts';
import { userRoutes } from './identity/users.route.ts';
import { healthRoutes } from './operations/health.route.ts';
import { jobRoutes } from './operations/jobs.route.ts';
import { mcpRoutes } from './mcp/mcp.route.ts';
import { knowledgeRoutes } from './knowledge/registry.ts';
import { messagingRoutes } from './messaging/registry.ts';
import { routingRoutes } from './routing/registry.ts';
import { policyRoutes } from './policies/policies.route.ts';
import { sopRoutes } from './sop/registry.ts';
import { REPORT_ROUTES } from './reports/registry.ts';

/** Every route of the service. */
export function routeTable(
  parts: ServiceParts,
  auth: Authenticator,
  assistant: Assistant,
  knowledge: KnowledgeEngine,
): RouteDefinition[] {
  return [
    ...healthRoutes(parts, { models: () => probeModels(assistant.models) }),
    ...authRoutes(auth, parts),
    ...userRoutes(parts.random),
    ...jobRoutes(parts.engine),
    ...CRM_ROUTES,
    ...REPORT_ROUTES,
    ...messagingRoutes(parts),
    ...routingRoutes(parts),
    ...sopRoutes(parts),
    ...alertRoutes,
    ...policyRoutes,
    ...AFTER_SALES_ROUTES,
    ...callRoutes(parts),
    ...knowledgeRoutes(knowledge),
    ...CONVERSATION_ROUTES,
    ...streamRunRoutes(parts, assistant.runs),
    ...mcpRoutes(parts, assistant),
    ...METERING_ROUTES,
  ];
}
