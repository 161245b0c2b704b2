import { z } from 'zod';
import { updateOpportunity } from '../domain/crm/opportunities/update-opportunity.ts';
import type { EditableField, ProposedChange } from '../kernel/contracts/chat.ts';
import { formatMoney } from '../kernel/format/money.ts';
import { slot } from '../kernel/slots.ts';
import { given, maybeCustomer, maybeOpportunity, maybeWords } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer } from './present/answer.ts';
import { changeOf, versionOf } from './present/change.ts';
import { opportunityRef } from './present/refs.ts';
import { comingDay } from './resolve/instant.ts';
import { resolveOpportunity } from './resolve/opportunity.ts';
import { writeTool } from './tool.ts';

interface Plan {
  readonly id: string;
  readonly version: number;
  readonly amount?: number;
  readonly expected_close?: string;
}

const money = (amount: number | null): string | null => (amount === null ? null : formatMoney(amount));

export const updateOpportunityTool = writeTool({
  name: 'update_opportunity',
  title: '修改商机',
  description: '改商机的金额（元）或预计成交日。可以用商机名，也可以用客户名。改阶段用 move_opportunity_stage。',
  permission: 'crm.write',
  input: z.strictObject({
    opportunity: maybeOpportunity,
    customer: maybeCustomer,
    amount: slot('money', '金额', z.number().min(0).max(1e12)).nullish(),
    expected_close: maybeWords('day', '预计成交日', 40),
  }),
  phrases: [
    '把{customer}那单的金额改成{amount}',
    '{opportunity}金额调到{amount}',
    '{customer}的预计成交日期改到{expected_close}',
    '{opportunity}预计{expected_close}签',
    '{customer}的商机报价更新为{amount}',
    '将{opportunity}的成交时间推迟到{expected_close}',
    '{opportunity}的预计成交日改到{expected_close}',
    '{customer}的单子改成{amount}',
    '{customer}那单金额改成{amount}',
    '{opportunity}的金额应该是{amount}',
    '{customer}的预计签约时间调整到{expected_close}',
    '{customer}这单{expected_close}才能签，金额{amount}',
    '更新{opportunity}金额{amount}',
  ],
  propose: async (scope, said) => {
    const close = given(said.expected_close);
    if (close === undefined && (said.amount ?? undefined) === undefined)
      throw toolError('tools.missing', { details: { label: '新的金额或预计成交日' } });
    const view = await resolveOpportunity(scope, said);
    const day = close === undefined ? undefined : comingDay(close, scope.clock.now());
    const ref = opportunityRef(view);
    const changes: ProposedChange[] = [];
    const fields: EditableField[] = [];
    const amount = said.amount ?? undefined;
    if (amount !== undefined) {
      if (amount !== view.amount) changes.push(changeOf(ref, '金额', money(view.amount), money(amount)));
      fields.push({ name: 'amount', label: '金额（元）', kind: 'number', value: amount });
    }
    if (day !== undefined) {
      if (day !== view.expected_close) changes.push(changeOf(ref, '预计成交日', view.expected_close, day));
      fields.push({ name: 'expected_close', label: '预计成交日', kind: 'date', value: day });
    }
    if (changes.length === 0)
      throw toolError('tools.nothing_to_change', { details: { reason: `“${view.name}”已经是这样了` } });
    return {
      title: '修改商机',
      summary: `把“${view.name}”的${changes.map((one) => `${one.field}改为 ${one.after}`).join('，')}。`,
      changes,
      fields,
      refs: [ref],
      snapshot: versionOf('opportunity', view),
      settled: day === undefined ? {} : { expected_close: day },
      plan: {
        id: view.id,
        version: view.version,
        ...(amount === undefined ? {} : { amount }),
        ...(day === undefined ? {} : { expected_close: day }),
      } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const view = await updateOpportunity(scope, plan);
    const done = [
      plan.amount === undefined ? undefined : `金额改为 ${money(view.amount)}`,
      plan.expected_close === undefined ? undefined : `预计成交日改为 ${view.expected_close}`,
    ].filter(Boolean);
    return answer({
      text: `已把“${view.name}”的${done.join('，')}。`,
      parts: [],
      records: [opportunityRef(view)],
      suggestions: [`${view.name}这个商机怎么样了`, '我这个季度的漏斗'],
    });
  },
});
