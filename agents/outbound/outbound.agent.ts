import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Agent } from '../agent.ts';

/** Whoever has the robot call people: plans a round of calls, watches it, and takes up what it found. */
export const OUTBOUND_AGENT: Agent = {
  name: 'outbound',
  title: '外呼助手',
  charge:
    '外呼机器人打电话：给一批线索安排外呼，外呼任务的进展、暂停、继续、取消，任务没动静时诊断和修复，外呼里谁有意向、原话是什么，外呼后接着要跟进谁，外呼效果、接通率、意向率、费用和最好的时段。',
  permission: 'call.read',
  tools: [
    'create_call_task',
    'call_task_progress',
    'compare_call_tasks',
    'list_interested_calls',
    'list_call_follow_ups',
    'diagnose_call_task',
    'repair_call_task',
    'steer_call_task',
    'find_leads',
    'get_lead',
    'list_segment',
    'list_follow_ups',
    'schedule_follow_up',
    'complete_follow_up',
    'ask_knowledge',
    'search_knowledge',
    'explain_abilities',
  ],
  specialties: [
    'create_call_task',
    'call_task_progress',
    'compare_call_tasks',
    'list_interested_calls',
    'list_call_follow_ups',
    'diagnose_call_task',
    'repair_call_task',
    'steer_call_task',
  ],
  prompt: readFileSync(join(import.meta.dirname, 'prompt.md'), 'utf8'),
};
