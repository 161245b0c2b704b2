import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Agent } from '../agent.ts';

/** The operator's colleague: groups, robots, flows, alerts and what waits to be sent. */
export const OPS_AGENT: Agent = {
  name: 'ops',
  title: '运营助手',
  charge:
    '群运营：机器人在不在线、为什么不说话、暂停和恢复，群消息为什么这样处理、为什么没回复，群告警，发送队列里等着、拦下、失败的消息，更正群里谁是号主、售后、工作人员，往群里发消息。',
  permission: 'routing.read',
  tools: [
    'list_robots',
    'pause_robot',
    'resume_robot',
    'explain_message',
    'find_messages',
    'find_sessions',
    'list_alerts',
    'explain_alert',
    'resolve_alert',
    'acknowledge_alert',
    'list_commands',
    'retry_command',
    'cancel_command',
    'send_to_group',
    'correct_role',
    'list_track_tasks',
    'complete_track_task',
    'ask_knowledge',
    'search_knowledge',
    'explain_abilities',
  ],
  specialties: [
    'list_robots',
    'pause_robot',
    'resume_robot',
    'explain_message',
    'find_messages',
    'list_alerts',
    'list_commands',
    'retry_command',
    'cancel_command',
    'send_to_group',
    'correct_role',
  ],
  prompt: readFileSync(join(import.meta.dirname, 'prompt.md'), 'utf8'),
};
