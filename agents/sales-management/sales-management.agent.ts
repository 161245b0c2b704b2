import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOOLS } from '../../tools/registry.ts';
import type { Agent } from '../agent.ts';

/** The manager's colleague: figures of the team, and who is responsible for what. It has every tool, for a manager asks anything. */
export const SALES_MANAGEMENT_AGENT: Agent = {
  name: 'sales-management',
  title: '销售管理助手',
  charge: '销售管理：团队和个人的业绩统计、排名、对比、趋势、漏斗、赢率和周期，停滞商机，分配线索，转移客户。',
  permission: 'crm.assign',
  tools: TOOLS.map((tool) => tool.name),
  specialties: ['query_report', 'sales_funnel', 'list_stale_opportunities', 'assign_lead', 'transfer_customer'],
  prompt: readFileSync(join(import.meta.dirname, 'prompt.md'), 'utf8'),
};
