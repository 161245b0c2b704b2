import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOOLS } from '../../tools/registry.ts';
import type { Agent } from '../agent.ts';

/** The manager's colleague: figures of the team, and who is responsible for what. It has every tool, for a manager asks anything. */
export const SALES_MANAGEMENT_AGENT: Agent = {
  name: 'sales-management',
  title: '销售管理助手',
  charge:
    '销售管理：团队和个人的业绩统计、排名、对比、趋势、漏斗、赢率和周期，停滞商机，业绩预测，商机预警，风险客户，分配线索（指定同事或按规则），转移客户，数据质量，起草 SOP 模板和看 SOP 效果，启动、暂停、停止团队客户的流程。',
  permission: 'crm.assign',
  tools: TOOLS.map((tool) => tool.name),
  specialties: [
    'query_report',
    'sales_funnel',
    'list_stale_opportunities',
    'forecast_sales',
    'list_deal_warnings',
    'list_at_risk_customers',
    'assign_lead',
    'transfer_customer',
    'auto_assign_lead',
    'assign_waiting_leads',
    'explain_assignment',
    'data_quality',
    'draft_sop_template',
    'sop_statistics',
  ],
  prompt: readFileSync(join(import.meta.dirname, 'prompt.md'), 'utf8'),
};
