import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Agent } from '../agent.ts';

/** Who looks after customers after the sale: their sessions, alerts, after-sales tasks and health. */
export const CUSTOMER_SUCCESS_AGENT: Agent = {
  name: 'customer-success',
  title: '客户成功助手',
  charge:
    '客户成功：群里和号主的会话、转人工的交接，用户投诉和没人回复的告警的来历与处理，售后跟踪任务（实名认证、扫码登录、绑定手机），客户健康度和流失风险。',
  permission: 'alerts.handle',
  tools: [
    'find_sessions',
    'find_messages',
    'explain_message',
    'list_alerts',
    'explain_alert',
    'resolve_alert',
    'acknowledge_alert',
    'list_track_tasks',
    'complete_track_task',
    'send_to_group',
    'correct_role',
    'list_robots',
    'explain_health',
    'list_at_risk_customers',
    'get_customer',
    'customer_timeline',
    'customer_story',
    'delivery_status',
    'open_delivery_issue',
    'schedule_follow_up',
    'log_activity',
    'ask_knowledge',
    'search_knowledge',
    'explain_abilities',
  ],
  specialties: [
    'find_sessions',
    'find_messages',
    'list_alerts',
    'explain_alert',
    'resolve_alert',
    'acknowledge_alert',
    'list_track_tasks',
    'complete_track_task',
  ],
  prompt: readFileSync(join(import.meta.dirname, 'prompt.md'), 'utf8'),
};
