import { CUSTOMER_SUCCESS_AGENT } from './customer-success/customer-success.agent.ts';
import { OPS_AGENT } from './ops/ops.agent.ts';
import { OUTBOUND_AGENT } from './outbound/outbound.agent.ts';
import { SALES_MANAGEMENT_AGENT } from './sales-management/sales-management.agent.ts';
import { SALES_AGENT } from './sales/sales.agent.ts';

/** Every agent; the first one a person may talk to serves when nothing else decides. */
export const AGENTS = [SALES_AGENT, SALES_MANAGEMENT_AGENT, CUSTOMER_SUCCESS_AGENT, OPS_AGENT, OUTBOUND_AGENT] as const;
