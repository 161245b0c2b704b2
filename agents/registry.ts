import { SALES_MANAGEMENT_AGENT } from './sales-management/sales-management.agent.ts';
import { SALES_AGENT } from './sales/sales.agent.ts';

/** Every agent; the first one a person may talk to serves when nothing else decides. */
export const AGENTS = [SALES_AGENT, SALES_MANAGEMENT_AGENT] as const;
