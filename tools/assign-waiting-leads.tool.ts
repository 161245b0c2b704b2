import { z } from 'zod';
import { autoAssignLead } from '../domain/crm/assignment/auto-assign-lead.ts';
import { planAssignments, type PlannedLead } from '../domain/crm/assignment/plan-assignments.ts';
import { crmError } from '../domain/crm/errors.ts';
import { given, maybeFlag, maybeRegion, maybeSource } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer, nameSome, phrase, sentences } from './present/answer.ts';
import { resolveValue } from './resolve/value.ts';
import { writeTool } from './tool.ts';

interface Plan {
  readonly leads: readonly { readonly id: string; readonly user_id: string }[];
  /** What is told of those that stay, in words. */
  readonly left: string;
}

export const assignWaitingLeads = writeTool({
  name: 'assign_waiting_leads',
  title: '批量分配线索',
  description:
    '把没有负责人的线索按分配规则一次分出去（一次最多 100 条），卡片写明每人分几条、哪些分不出去。默认不含公海里的，pooled 为真时分公海里的。可按区域、来源缩小范围。',
  permission: 'crm.assign',
  input: z.strictObject({
    region: maybeRegion,
    source: maybeSource,
    pooled: maybeFlag('公海里的', ['公海']),
  }),
  phrases: [
    '没分配的线索都按规则分出去',
    '把没人跟的线索自动分一下',
    '所有待分配的线索自动分配',
    '{region}没分配的线索自动分掉',
    '{source}来的没人跟的线索按规则派下去',
    '剩下的线索一次性分完',
    '批量分配线索',
    '把没主的线索按规则分给大家',
    '公海里的线索按规则分掉',
    '按规则把新线索都派给大家',
    '一次分完{region}还没分的线索',
    '自动分配全部线索',
  ],
  propose: async (scope, said) => {
    const [region, source] = [given(said.region), given(said.source)];
    const filter = {
      region: region ? await resolveValue(scope, 'region', region) : undefined,
      source: source ? await resolveValue(scope, 'source', source) : undefined,
      pooled: said.pooled === true,
    };
    const { leads, total } = await planAssignments(scope, filter);
    const subject = phrase(
      filter.region,
      filter.source && `${filter.source}来源的`,
      filter.pooled && '公海里的',
      '线索',
    );
    if (leads.length === 0) {
      const reason = filter.pooled ? `没有您能分配的${subject}` : `没有等着分配的${subject}`;
      throw toolError('tools.nothing_to_change', { details: { reason } });
    }
    const dealt = leads.filter(({ decision }) => decision.person);
    const left = leftWords(leads);
    if (dealt.length === 0) throw toolError('tools.not_assignable', { details: { reason: left } });
    const shares = sharesOf(dealt);
    return {
      title: '批量分配线索',
      summary: sentences(
        `按规则分出 ${dealt.length} 条${subject}：${shares.map((one) => `${one.name} ${one.leads.length} 条`).join('、')}。`,
        left && `还有 ${leads.length - dealt.length} 条分不出去，先不动：${left}`,
        total > leads.length && `一共 ${total} 条在等，这次先分最早的 ${leads.length} 条。`,
      ),
      changes: shares.map((one) => ({
        entity: 'lead',
        record_id: null,
        record_label: one.name,
        field: '分到的线索',
        before: null,
        after: `${one.leads.length} 条：${nameSome(one.leads, one.leads.length, '条', 10)}`,
      })),
      fields: [],
      refs: [],
      snapshot: Object.fromEntries(dealt.map((one) => [`lead:${one.id}`, one.version])),
      plan: {
        leads: dealt.map(({ id, decision }) => ({ id, user_id: decision.person?.userId ?? '' })),
        left: left && `还有 ${leads.length - dealt.length} 条没分出去：${left}`,
      } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const counts = new Map<string, number>();
    for (const lead of plan.leads) {
      const decision = await autoAssignLead(scope, lead);
      if (decision?.user_id !== lead.user_id) throw crmError('crm.stale_version');
      counts.set(decision.user_name ?? '', (counts.get(decision.user_name ?? '') ?? 0) + 1);
    }
    const shares = [...counts].map(([name, count]) => `${name} ${count} 条`).join('、');
    return answer({
      text: sentences(`已分出 ${plan.leads.length} 条线索：${shares}。`, plan.left),
      parts: [],
      suggestions: ['还没分配的线索', plan.left && '公海里有什么'],
    });
  },
});

interface Share {
  readonly name: string;
  readonly leads: string[];
}

/** Who gets which leads, the most first. */
function sharesOf(leads: readonly PlannedLead[]): Share[] {
  const groups = Map.groupBy(leads, ({ decision }) => decision.person?.name ?? '');
  return [...groups]
    .map(([name, group]) => ({ name, leads: group.map((one) => one.name) }))
    .toSorted((a, b) => b.leads.length - a.leads.length);
}

/** Why the others stay, each reason once with how many it keeps. */
function leftWords(leads: readonly PlannedLead[]): string {
  const stay = leads.filter(({ decision }) => !decision.person);
  const reasons = [...Map.groupBy(stay, ({ decision }) => decision.reason)];
  if (reasons.length === 1) return reasons[0]?.[0] ?? '';
  return reasons.map(([reason, group]) => `${group.length} 条${reason}`).join('');
}
