import { z } from 'zod';
import { listBudgets, setBudget, usageReport } from '../../../domain/metering/usage-report.ts';
import { appendAudit } from '../../../domain/append-audit.ts';
import { inTransaction } from '../../../domain/in-transaction.ts';
import { ModelBudgetView, UsageRow } from '../../../kernel/contracts/metering.ts';
import { defineRoute } from '../../route.ts';

const tag = '系统';

/** What language models cost, and what a day may cost. */
export const METERING_ROUTES = [
  defineRoute({
    method: 'GET',
    url: '/api/v1/metering/usage',
    access: 'metering.read',
    summary: '模型用量',
    tag,
    query: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
    response: z.object({ items: z.array(UsageRow) }),
    handle: async ({ scope }, { query }) => ({ items: await usageReport(scope, query) }),
  }),
  defineRoute({
    method: 'GET',
    url: '/api/v1/metering/budgets',
    access: 'metering.read',
    summary: '模型预算',
    tag,
    response: z.object({ items: z.array(ModelBudgetView) }),
    handle: async ({ scope }) => ({ items: await listBudgets(scope) }),
  }),
  defineRoute({
    method: 'PUT',
    url: '/api/v1/metering/budgets',
    access: 'metering.manage',
    summary: '设定模型预算',
    tag,
    body: ModelBudgetView,
    handle: async ({ scope }, { body }) =>
      await inTransaction(scope, async (tx) => {
        await setBudget(tx, body);
        appendAudit(tx, { action: 'budget.set', entity: 'model_budget', entityId: body.scope, after: body });
      }),
  }),
];
