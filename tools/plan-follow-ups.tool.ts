import { z } from 'zod';
import { createActivity } from '../domain/crm/activities/create-activity.ts';
import { draftPlans, PLAN_TARGETS, type PlanDraft, type PlanTarget } from '../domain/crm/follow-ups/draft-plans.ts';
import { ACTIVITY_KIND_WORDS } from '../domain/crm/words.ts';
import type { RecordRef } from '../kernel/contracts/chat.ts';
import { CreateActivity } from '../kernel/contracts/crm.ts';
import { formatMoment } from '../kernel/format/when.ts';
import { choice, slot } from '../kernel/slots.ts';
import { localDay } from '../kernel/time-phrases/local-day.ts';
import { moveWorkdays } from '../kernel/time-phrases/workdays.ts';
import { given, maybeOwner, maybeTeam } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer, nameSome, sentences } from './present/answer.ts';
import { optionsOf } from './present/options.ts';
import { comingDay } from './resolve/instant.ts';
import { resolveWhose } from './resolve/whose.ts';
import { writeTool } from './tool.ts';

const DEFAULT_DAYS = 5;
const DEFAULT_COUNT = 20;
const MOST = 30;

const TARGET_WORDS: Readonly<Record<PlanTarget, string>> = {
  customers: '没安排跟进的客户',
  deals: '没安排跟进的商机',
  at_risk: '有流失风险的客户',
  stalled: '停滞的商机',
};

interface Plan {
  readonly target: PlanTarget;
  readonly items: readonly (Pick<PlanDraft, 'name'> & { readonly activity: CreateActivity })[];
}

export const planFollowUps = writeTool({
  name: 'plan_follow_ups',
  title: '批量安排跟进',
  description:
    '给还没安排跟进的一批记录排上跟进计划，分摊到几个工作日，每条写明要做什么。target：customers 没计划的客户、deals 没计划的商机、at_risk 有流失风险的客户、stalled 停滞的商机。只给一个客户安排用 schedule_follow_up。',
  permission: 'crm.write',
  input: z.strictObject({
    target: choice('对象', z.enum(PLAN_TARGETS), {
      at_risk: ['风险', '流失', '要丢', '健康度低'],
      stalled: ['停滞', '卡住', '没动', '搁置', '没动静', '不动的', '睡着'],
      deals: ['商机', '单子', '项目', '机会', '单'],
      customers: ['客户', '公司'],
    }),
    owner: maybeOwner,
    team: maybeTeam,
    days: slot('days', '几天内排完', z.number().int().min(1).max(30), ['分', '内', '在']).nullish(),
    count: slot('count', '最多几条', z.number().int().min(1).max(MOST), ['最多', '前']).nullish(),
    /** Which day to begin on; the card asks for it, the sentence does not. */
    start: choice('从哪天开始', z.string().trim().max(40), {}).nullish(),
  }),
  phrases: [
    '给没安排跟进的客户排上计划',
    '给{owner}没安排跟进的客户排上计划',
    '没计划的商机统一排跟进',
    '给没安排跟进的商机排上计划',
    '给有风险的客户安排跟进计划',
    '有流失风险的客户批量安排回访',
    '停滞的商机批量安排跟进',
    '给{team}停滞的单子批量排跟进',
    '把{owner}没有下一步的单子都排上跟进',
    '风险客户统一排跟进，分{days}',
    '给没跟进计划的客户排一遍，{days}内排完',
    '帮我给快流失的客户排跟进计划',
    '{owner}卡住的商机批量排上计划',
    '批量安排跟进，有风险的客户',
  ],
  propose: async (scope, said) => {
    const now = scope.clock.now();
    const start = given(said.start) ? comingDay(given(said.start) ?? '', now) : moveWorkdays(localDay(now), 1);
    const days = said.days ?? DEFAULT_DAYS;
    const { words, filter } = await resolveWhose(scope, said);
    const { items, total } = await draftPlans(scope, {
      target: said.target,
      start,
      days,
      count: said.count ?? DEFAULT_COUNT,
      ...filter,
    });
    const subject = `${words}${TARGET_WORDS[said.target]}`;
    if (items.length === 0)
      throw toolError('tools.nothing_to_change', { details: { reason: `${subject}里没有需要安排跟进的` } });
    const people = new Set(items.map(({ owner_id: id }) => id)).size;
    return {
      title: '批量安排跟进',
      summary: sentences(
        `给${subject}安排 ${items.length} 个跟进`,
        total > items.length && `（共 ${total} 个，先安排前 ${items.length} 个）`,
        people > 1 && `，分给 ${people} 位负责人`,
        `，从 ${formatMoment(items[0]?.due_at ?? now).slice(0, 14)}起分 ${days} 个工作日。`,
      ),
      changes: items.map((item) => ({
        entity: item.kind,
        record_id: item.id,
        record_label: item.name,
        field: people > 1 ? `跟进（${item.owner_name}）` : '跟进',
        before: null,
        after: `${formatMoment(item.due_at)} ${ACTIVITY_KIND_WORDS[item.activity]}：${item.subject}`,
      })),
      fields: [
        {
          name: 'target',
          label: '对象',
          kind: 'select',
          value: said.target,
          options: optionsOf(PLAN_TARGETS, TARGET_WORDS),
        },
        { name: 'start', label: '从哪天开始', kind: 'date', value: start },
        { name: 'days', label: '几个工作日内排完', kind: 'number', value: days },
        { name: 'count', label: '最多几条', kind: 'number', value: said.count ?? DEFAULT_COUNT },
      ],
      refs: items.map(refOf),
      // What the card lists is compared when it is agreed to: a record planned for meanwhile makes another list.
      snapshot: {},
      settled: { start },
      plan: {
        target: said.target,
        items: items.map((item) => ({
          name: item.name,
          activity: CreateActivity.parse({
            ...(item.kind === 'customer' ? { customer_id: item.id } : { opportunity_id: item.id }),
            kind: item.activity,
            status: 'planned',
            subject: item.subject,
            due_at: item.due_at.toISOString(),
            ...(item.owner_id === scope.actor.userId ? {} : { owner_id: item.owner_id }),
          }),
        })),
      } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    for (const { activity } of plan.items) await createActivity(scope, activity);
    const names = plan.items.map(({ name }) => name);
    return answer({
      text: `已安排 ${names.length} 个跟进：${nameSome(names, names.length, '个')}。`,
      parts: [],
      suggestions: ['我本周有哪些安排', '没有跟进计划的商机有哪些', '哪些客户还没安排跟进'],
    });
  },
});

const refOf = ({ kind, id, name }: PlanDraft): RecordRef => ({ entity: kind, id, label: name });
