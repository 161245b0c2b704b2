import { z } from 'zod';
import { factWords } from '../domain/crm/facts/fact-table.ts';
import { requireFacts } from '../domain/crm/facts/require-facts.ts';
import { moveStage } from '../domain/crm/opportunities/move-stage.ts';
import { allowedTargets, requireMove } from '../domain/crm/stages/require-move.ts';
import { loadStageRules } from '../domain/crm/stages/stage-rules.ts';
import { STAGE_WORDS } from '../domain/crm/words.ts';
import type { Stage } from '../kernel/contracts/crm.ts';
import { given, maybeCustomer, maybeOpportunity, maybeWords, stage } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer, sentences } from './present/answer.ts';
import { changeOf, versionOf } from './present/change.ts';
import { optionsOf } from './present/options.ts';
import { opportunityRef } from './present/refs.ts';
import { resolveOpportunity } from './resolve/opportunity.ts';
import { writeTool } from './tool.ts';

interface Plan {
  readonly id: string;
  readonly version: number;
  readonly stage: Stage;
  readonly lost_reason?: string;
  readonly reason?: string;
  readonly override_reason?: string;
}

export const moveOpportunityStage = writeTool({
  name: 'move_opportunity_stage',
  title: '推进商机',
  description:
    '改变商机的阶段：prospecting 初步接触、qualification 需求确认、proposal 方案报价、negotiation 商务谈判、won 赢单（签了、拿下）、lost 输单（丢了、黄了，要写原因）。可以用商机名，也可以用客户名。退回前面的阶段、资料不全时由主管放行，要在 reason 写理由。',
  permission: 'crm.write',
  input: z.strictObject({
    opportunity: maybeOpportunity,
    customer: maybeCustomer,
    stage,
    lost_reason: maybeWords('free_text', '输单原因', 200, ['因为', '原因是', '原因', '由于']),
    reason: maybeWords('free_text', '理由', 300, ['理由是', '理由']),
  }),
  phrases: [
    '把{customer}的单子推进到{stage}',
    '{opportunity}进入{stage}阶段',
    '{customer}那单改成{stage}',
    '{opportunity}推到{stage}',
    '把{opportunity}的阶段改为{stage}',
    '{customer}的商机到{stage}了',
    '{customer}这单丢了，因为{lost_reason}',
    '{customer}那单丢了，原因是{lost_reason}',
    '{customer}的项目{stage}了',
    '{opportunity}标记为{stage}',
    '{opportunity}拿下了，改成{stage}',
    '将{customer}商机阶段调整为{stage}',
    '{customer}签下来了',
    '{opportunity}输单，原因{lost_reason}',
    '{customer}的项目黄了',
  ],
  propose: async (scope, said) => {
    const view = await resolveOpportunity(scope, said);
    const reason = given(said.lost_reason);
    if (view.stage === said.stage)
      throw toolError('tools.nothing_to_change', {
        details: { reason: `“${view.name}”已经在“${STAGE_WORDS[view.stage]}”阶段了` },
      });
    const rules = await loadStageRules(scope);
    const deal = { stage: view.stage, owner: view.owner_id };
    const why = given(said.reason);
    // Only a manager's reason lets a deal pass without its facts; anybody else is told which facts are missing.
    const override = why && scope.actor.permissions.has('crm.assign') ? { override_reason: why } : {};
    requireMove(rules, scope.actor, deal, { stage: said.stage, lost_reason: reason, ...(why ? { reason: why } : {}) });
    const missing = await requireFacts(scope, rules, view.id, { stage: said.stage, ...override });
    const ref = opportunityRef(view);
    const lost = said.stage === 'lost';
    return {
      title: '改变商机阶段',
      summary: sentences(
        `把“${view.name}”从“${STAGE_WORDS[view.stage]}”改到“${STAGE_WORDS[said.stage]}”。`,
        missing.length > 0 && `这一阶段应该弄清的还缺：${factWords(missing)}。`,
        why && `理由：${why}。`,
      ),
      changes: [
        changeOf(ref, '阶段', STAGE_WORDS[view.stage], STAGE_WORDS[said.stage]),
        ...(lost ? [changeOf(ref, '输单原因', view.lost_reason, reason ?? null)] : []),
      ],
      fields: [
        {
          name: 'stage',
          label: '阶段',
          kind: 'select',
          value: said.stage,
          options: optionsOf(allowedTargets(rules, view.stage), STAGE_WORDS),
        },
        { name: 'lost_reason', label: '输单原因（输单时填写）', kind: 'text', value: reason ?? null },
        { name: 'reason', label: '理由（退回或放行时填写）', kind: 'text', value: why ?? null },
      ],
      refs: [ref],
      snapshot: versionOf('opportunity', view),
      plan: {
        id: view.id,
        version: view.version,
        stage: said.stage,
        ...(lost && reason ? { lost_reason: reason } : {}),
        ...(why ? { reason: why } : {}),
        ...(missing.length > 0 ? override : {}),
      } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const view = await moveStage(scope, plan);
    return answer({
      text: `已把“${view.name}”改到“${STAGE_WORDS[view.stage]}”${view.stage === 'won' ? '，恭喜签下这一单' : ''}。`,
      parts: [],
      records: [opportunityRef(view)],
      suggestions: [
        view.stage === 'won' ? '我本月的赢单金额是多少' : `明天上午10点回访${view.name}这个商机`,
        '我这个季度的漏斗',
      ],
    });
  },
});
