import { z } from 'zod';
import { listDecisions } from '../domain/crm/assignment/list-decisions.ts';
import { tryRules } from '../domain/crm/assignment/try-rules.ts';
import type { AssignmentDecisionView, ConsideredPerson } from '../kernel/contracts/assignment.ts';
import type { LeadView } from '../kernel/contracts/crm.ts';
import { formatWhen } from '../kernel/format/when.ts';
import { lead } from './arguments.ts';
import { answer, sentences } from './present/answer.ts';
import { leadRef } from './present/refs.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { resolveLead } from './resolve/lead.ts';
import { readTool } from './tool.ts';

export const explainAssignment = readTool({
  name: 'explain_assignment',
  title: '分配原因',
  description: '一条线索为什么分给了某人、为什么还没分出去：按了哪条规则，当时看过哪些同事。',
  permission: 'crm.read',
  input: z.strictObject({ lead }),
  phrases: [
    '{lead}这条线索为什么分给他',
    '{lead}为什么还没分出去',
    '线索{lead}是怎么分配的',
    '{lead}是按什么规则分的',
    '{lead}的分配记录',
    '为什么把{lead}分给我',
    '{lead}这条线索怎么没人接',
    '{lead}为什么一直没分配',
    '说说{lead}的分配原因',
    '{lead}怎么分给了这个人',
    '看下{lead}分配的理由',
  ],
  answer: async (scope, said) => {
    const view = await resolveLead(scope, said.lead);
    const decisions = await listDecisions(scope, view);
    const now = scope.clock.now();
    const waits = view.owner_id === null && view.status !== 'converted' && view.status !== 'disqualified';
    const [latest] = decisions;
    const would = waits && !latest ? await tryRules(scope, view) : undefined;
    const considered = (latest ?? would)?.considered ?? [];
    return answer({
      text: sentences(
        latest && `${formatWhen(latest.decided_at, now)}：${latest.reason}`,
        latest?.outcome === 'pool' && '所以进了公海，等同事领取。',
        !latest && view.owner_name && `“${view.name}”没有按规则分配的记录，是同事录入或手动分给${view.owner_name}的。`,
        would && `“${view.name}”还没有分过。按现在的规则：${would.reason}`,
        latest && ownerNow(view, latest),
      ),
      parts: [
        ...(considered.length > 0 ? [tablePart(PEOPLE, considered, { title: '看过的同事' })] : []),
        ...(decisions.length > 1 ? [tablePart(DECISIONS, decisions, { title: '分配记录' })] : []),
      ],
      records: [leadRef(view)],
      suggestions: [
        waits && scope.actor.permissions.has('crm.assign') && `自动分配线索${view.name}`,
        `${view.name}这条线索现在谁在跟`,
        `${view.name}这条线索打了多少分`,
      ],
    });
  },
});

/** Who has it now, when that is somebody else than the decision says. */
function ownerNow(view: LeadView, latest: AssignmentDecisionView): string {
  if (view.owner_id === latest.user_id) return '';
  return view.owner_name ? `后来转给了${view.owner_name}。` : '现在没有负责人。';
}

const PEOPLE: RowTable<ConsideredPerson> = {
  columns: [
    { key: 'name', label: '同事', format: 'text', cell: (row) => row.name },
    { key: 'open', label: '手上线索', format: 'integer', cell: (row) => row.open },
    { key: 'result', label: '结果', format: 'text', cell: (row) => (row.chosen ? '选中' : row.reason || '可以接') },
  ],
  ref: () => null,
};

const DECISIONS: RowTable<AssignmentDecisionView> = {
  columns: [
    { key: 'at', label: '时间', format: 'datetime', cell: (row) => row.decided_at },
    { key: 'rule', label: '规则', format: 'text', cell: (row) => row.rule_name },
    { key: 'user', label: '分给', format: 'text', cell: (row) => row.user_name },
    { key: 'reason', label: '原因', format: 'text', cell: (row) => row.reason },
  ],
  ref: () => null,
};
