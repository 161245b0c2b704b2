import type { ServiceParts } from '../../parts.ts';
import type { RouteDefinition } from '../../route.ts';
import { accountRoutes } from './accounts.route.ts';
import { callbackRoutes } from './callbacks.route.ts';
import { commandRoutes } from './commands.route.ts';
import { conversationRoutes } from './conversations.route.ts';
import { peopleRoutes } from './people.route.ts';
import { robotRoutes } from './robots.route.ts';
import { sendPolicyRoutes } from './send-policy.route.ts';
import { webChatRoutes } from './web-chat.route.ts';
import { webhookRoutes } from './webhooks.route.ts';

/** Every route of the messaging room. */
export function messagingRoutes(parts: ServiceParts): RouteDefinition[] {
  return [
    ...accountRoutes(parts),
    ...conversationRoutes(parts),
    ...commandRoutes(parts),
    ...callbackRoutes,
    ...peopleRoutes,
    ...robotRoutes(parts),
    ...sendPolicyRoutes,
    ...webChatRoutes(parts),
    ...webhookRoutes(parts),
  ];
}
