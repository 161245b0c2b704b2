import { z } from 'zod';
import { readConversation } from '../../../domain/messaging/conversations/conversation-view.ts';
import { explainSpeaker } from '../../../domain/messaging/roster/choose-robot.ts';
import { listRobots } from '../../../domain/messaging/roster/list-robots.ts';
import { readRoster } from '../../../domain/messaging/roster/read-roster.ts';
import { readShiftHours } from '../../../domain/messaging/roster/read-shift-hours.ts';
import { saveRoster } from '../../../domain/messaging/roster/save-roster.ts';
import { saveShiftHours } from '../../../domain/messaging/roster/save-shift-hours.ts';
import {
  RobotView,
  RosterView,
  SaveRoster,
  SaveShiftHours,
  ShiftHoursView,
  SpeakerQuery,
  SpeakerView,
} from '../../../kernel/contracts/messaging-robots.ts';
import type { ServiceParts } from '../../parts.ts';
import { defineRoute, type RouteDefinition } from '../../route.ts';
import { base, IdParams, MESSAGING_TAG } from './params.ts';

/** How the robots do, which duties they have where, when they change shifts, and who would speak. */
export function robotRoutes(parts: Pick<ServiceParts, 'channels'>): RouteDefinition[] {
  return [
    defineRoute({
      method: 'GET',
      url: `${base}/robots`,
      access: 'messaging.read',
      summary: '机器人和健康状况',
      tag: MESSAGING_TAG,
      response: z.object({ items: z.array(RobotView) }),
      handle: async ({ scope }) => ({ items: await listRobots({ ...scope, channels: parts.channels }) }),
    }),
    ...rosterRoutes(),
    defineRoute({
      method: 'GET',
      url: `${base}/conversations/:id/speaker`,
      access: 'messaging.read',
      summary: '这里会由谁发言，为什么',
      tag: MESSAGING_TAG,
      params: IdParams,
      query: SpeakerQuery,
      response: SpeakerView,
      handle: async ({ scope }, { params, query }) => {
        await readConversation(scope, params.id);
        const at = query.at ? new Date(query.at) : scope.clock.now();
        const speech = { conversation_id: params.id, kind: query.kind, at };
        return await explainSpeaker({ ...scope, channels: parts.channels }, speech);
      },
    }),
    defineRoute({
      method: 'GET',
      url: `${base}/shift-hours`,
      access: 'messaging.read',
      summary: '白班和晚班的时间',
      tag: MESSAGING_TAG,
      response: ShiftHoursView,
      handle: async ({ scope }) => await readShiftHours(scope),
    }),
    defineRoute({
      method: 'PUT',
      url: `${base}/shift-hours`,
      access: 'messaging.configure',
      summary: '修改班次时间',
      tag: MESSAGING_TAG,
      body: SaveShiftHours,
      response: ShiftHoursView,
      handle: async ({ scope }, { body }) => await saveShiftHours(scope, body),
    }),
  ];
}

/** The default roster, and that of one conversation. */
function rosterRoutes(): RouteDefinition[] {
  return [
    defineRoute({
      method: 'GET',
      url: `${base}/roster`,
      access: 'messaging.read',
      summary: '默认排班',
      tag: MESSAGING_TAG,
      response: RosterView,
      handle: async ({ scope }) => await readRoster(scope, null),
    }),
    defineRoute({
      method: 'PUT',
      url: `${base}/roster`,
      access: 'messaging.configure',
      summary: '修改默认排班',
      tag: MESSAGING_TAG,
      body: SaveRoster,
      response: RosterView,
      handle: async ({ scope }, { body }) => await saveRoster(scope, { ...body, conversation_id: null }),
    }),
    defineRoute({
      method: 'GET',
      url: `${base}/conversations/:id/roster`,
      access: 'messaging.read',
      summary: '群的排班',
      tag: MESSAGING_TAG,
      params: IdParams,
      response: RosterView,
      handle: async ({ scope }, { params }) => {
        await readConversation(scope, params.id);
        return await readRoster(scope, params.id);
      },
    }),
    defineRoute({
      method: 'PUT',
      url: `${base}/conversations/:id/roster`,
      access: 'messaging.configure',
      summary: '修改群的排班',
      tag: MESSAGING_TAG,
      params: IdParams,
      body: SaveRoster,
      response: RosterView,
      handle: async ({ scope }, { params, body }) => await saveRoster(scope, { ...body, conversation_id: params.id }),
    }),
  ];
}
