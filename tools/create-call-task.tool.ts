import { z } from 'zod';
import type { CallEstimate } from '../domain/calls/statistics/estimate-calls.ts';
import { estimateCalls } from '../domain/calls/statistics/estimate-calls.ts';
import { createTask } from '../domain/calls/tasks/create-task.ts';
import { previewCalls, type CallPreview } from '../domain/calls/tasks/preview-calls.ts';
import { SKIP_WORDS } from '../domain/calls/words.ts';
import { CallPlanInput } from '../kernel/contracts/call-plans.ts';
import { formatMoney } from '../kernel/format/money.ts';
import { choice, slot } from '../kernel/slots.ts';
import { localDay } from '../kernel/time-phrases/local-day.ts';
import {
  given,
  leadStatus,
  maybeChoice,
  maybeFlag,
  maybeGrade,
  maybeOwner,
  maybePeriod,
  maybeRegion,
  maybeSegment,
  maybeSource,
  maybeWords,
} from './arguments.ts';
import { toolError } from './errors.ts';
import { answer, sentences } from './present/answer.ts';
import { newRecord } from './present/change.ts';
import { optionsOf } from './present/options.ts';
import { resolveScript, scriptsOf } from './resolve/call-script.ts';
import { callTargets } from './resolve/call-targets.ts';
import { selectionKey } from './resolve/selection-key.ts';
import { sendTool, withCalls } from './tool.ts';

const MOST_LISTED = 10;

export const CALL_HOURS = ['all_day', 'morning', 'afternoon', 'evening'] as const;
const HOURS: Readonly<Record<(typeof CALL_HOURS)[number], { readonly from: string; readonly to: string }>> = {
  all_day: { from: '09:00', to: '20:00' },
  morning: { from: '09:00', to: '12:00' },
  afternoon: { from: '14:00', to: '18:00' },
  evening: { from: '18:00', to: '20:00' },
};
const BEGINNINGS = ['now', 'later'] as const;
const BEGINNING_WORDS = { now: '同意后马上开始', later: '先建好，不拨打' } as const;

interface Plan {
  readonly name: string;
  readonly about: string;
  readonly lead_ids: readonly string[];
  readonly plan: CallPlanInput;
  readonly require_consent: boolean;
  readonly start: boolean;
}

export const createCallTask = sendTool({
  name: 'create_call_task',
  title: '安排外呼',
  description:
    '让外呼机器人给一批线索打电话：按负责人、区域、来源、状态、等级、分群、多久没跟进、新增时间选线索。“上个月没跟进”时 not_followed 填 true、period 填“上个月”；“30天没联系”填 idle_days；只说新增时间时只填 period。由人看过人数、不拨打的原因、话术、时段和费用，同意后才拨打。',
  permission: 'call.execute',
  input: z.strictObject({
    owner: maybeOwner,
    region: maybeRegion,
    source: maybeSource,
    status: leadStatus.nullish(),
    grade: maybeGrade,
    segment: maybeSegment,
    unassigned: maybeFlag('未分配', ['没分配', '未分配', '没主', '待分配', '没人认领']),
    not_followed: maybeFlag('没跟进', ['没跟进', '没跟', '未跟进', '没联系', '没有跟进', '没有联系', '没打过']),
    idle_days: slot('days', '没跟进天数', z.number().int().min(1).max(3650), [
      '超过',
      '没联系',
      '未跟进',
      '没跟进',
    ]).nullish(),
    period: maybePeriod('时间'),
    consented: maybeFlag('只打同意过的', ['同意过的', '同意外呼的', '登记过同意']),
    script: maybeWords('quoted', '话术', 100, ['话术', '脚本']),
    hours: maybeChoice('拨打时段', CALL_HOURS, {
      morning: ['上午打', '早上打', '上午拨'],
      afternoon: ['下午打', '下午拨'],
      evening: ['晚上打', '晚上拨', '下班后打'],
      all_day: ['全天打', '一整天打'],
    }),
    lines: slot('count', '保证几路', z.number().int().min(0).max(10_000), ['并发', '路']).nullish(),
    /** What only the card asks for. */
    name: choice('任务名', z.string().trim().max(100), {}).nullish(),
    begin: maybeChoice('开始', BEGINNINGS, {
      later: ['先不打', '先建好', '存草稿', '先别打'],
      now: ['马上打', '立即打'],
    }),
    as_of: choice('估算时间', z.string().trim().max(40), {}).nullish(),
  }),
  phrases: [
    '给{period}没跟进的线索安排一轮外呼',
    '给{idle_days}没联系的线索打一轮电话',
    '安排机器人给{source}来的线索打电话',
    '外呼一遍{region}的线索',
    '给{segment}安排外呼',
    '用机器人给{owner}的线索打一轮电话',
    '{period}新增的线索都外呼一下',
    '建一个外呼任务，打{source}的线索',
    '给没分配的线索安排外呼',
    '让机器人打一遍{grade}线索的电话',
    '新建外呼任务，给{region}{period}没跟进的线索',
    '机器人外呼{status}的线索',
    '给{period}没人跟的{source}线索做一轮外呼',
    '对{idle_days}没跟进的线索发起外呼',
  ],
  propose: async (given_scope, said) => {
    const scope = withCalls(given_scope);
    const at = given(said.as_of) ? new Date(given(said.as_of)!) : scope.clock.now();
    const targets = await callTargets(scope, said, at);
    const require_consent = said.consented === true;
    const preview = await previewCalls(scope, { lead_ids: targets.ids, require_consent });
    const { people, skipped } = preview;
    if (people.length === 0)
      throw toolError('tools.nothing_fits', {
        details: { what: `${targets.words}里没有可以拨打的：${reasonsOf(preview) || '一条也没有'}` },
      });
    const scripts = await scriptsOf(scope);
    const script = resolveScript(scripts, given(said.script));
    const hours = said.hours ?? 'all_day';
    const begin = said.begin ?? 'now';
    const lines = said.lines ?? 0;
    const name = given(said.name) ?? `${targets.words.slice(0, 60)}外呼 ${localDay(at).slice(5)}`;
    const estimate = await estimateCalls(scope, { people: people.length, at });
    const lead_ids = people.flatMap(({ lead_id }) => (lead_id === null ? [] : [lead_id]));
    const plan = CallPlanInput.parse({ script_id: script.id, working_hours: [HOURS[hours]], guaranteed_lines: lines });
    return {
      title: '安排外呼',
      summary: sentences(
        `给 ${people.length} 条线索打电话（${targets.words}共 ${targets.ids.length} 条`,
        skipped.length > 0 && `，${skipped.length} 条不拨打：${reasonsOf(preview)}`,
        `）。话术“${script.name}”，${HOURS[hours].from}–${HOURS[hours].to} 拨打，${linesWords(lines)}。`,
        `${costWords(estimate)}。${BEGINNING_WORDS[begin]}。`,
      ),
      changes: newRecord('call_task', name, {
        任务名: name,
        名单: `${targets.words} ${targets.ids.length} 条`,
        拨打: `${people.length} 条`,
        不拨打: skipped.length === 0 ? '没有' : `${skipped.length} 条：${reasonsOf(preview)}`,
        不拨打的明细: skipped
          .slice(0, MOST_LISTED)
          .map(({ message }) => message)
          .join(''),
        话术: script.name,
        拨打时段: `${HOURS[hours].from}–${HOURS[hours].to}`,
        并发: linesWords(lines),
        同意外呼: require_consent ? '只打登记过同意的号码' : undefined,
        预计: costWords(estimate),
        开始: BEGINNING_WORDS[begin],
      }),
      recipients: people.length,
      fields: [
        { name: 'name', label: '任务名', kind: 'text', value: name },
        {
          name: 'script',
          label: '话术',
          kind: 'select',
          value: script.id,
          options: scripts.map((one) => ({ value: one.id, label: one.name })),
        },
        { name: 'hours', label: '拨打时段', kind: 'select', value: hours, options: optionsOf(CALL_HOURS, HOUR_WORDS) },
        { name: 'lines', label: '保证几路（0 为不限）', kind: 'number', value: lines },
        { name: 'begin', label: '开始', kind: 'select', value: begin, options: optionsOf(BEGINNINGS, BEGINNING_WORDS) },
      ],
      refs: [],
      // Other leads than those that were counted are another list, even when they are as many.
      snapshot: { [`call_people:${selectionKey(lead_ids)}`]: 1 },
      settled: {
        as_of: at.toISOString(),
        ...(targets.period ? { period: targets.period } : {}),
        name,
        script: script.id,
      },
      plan: {
        name,
        about: `${script.name}；${targets.words}`.slice(0, 500),
        lead_ids,
        plan,
        require_consent,
        start: begin === 'now',
      } satisfies Plan,
    };
  },
  carryOut: async (given_scope, { lead_ids, ...plan }: Plan) => {
    const made = await createTask(withCalls(given_scope), { ...plan, from: { by: 'leads', ids: [...lead_ids] } });
    return answer({
      text: sentences(
        `外呼任务“${made.task_name}”已建好，${made.total} 个号码，`,
        plan.start ? '正在交给外呼平台拨打。' : '还没有开始拨打。',
      ),
      parts: [],
      suggestions: [
        plan.start ? `外呼任务${made.task_name}的进展` : `开始外呼任务${made.task_name}`,
        '哪些人有意向',
        '今天的外呼效果怎么样',
      ],
    });
  },
});

const HOUR_WORDS = {
  all_day: '全天 09:00–20:00',
  morning: '上午 09:00–12:00',
  afternoon: '下午 14:00–18:00',
  evening: '晚上 18:00–20:00',
} as const;

const linesWords = (lines: number): string => (lines === 0 ? '用空闲线路' : `至少保证 ${lines} 路`);

/** «没有电话号码 3 条、号码在免打扰名单 1 条» */
function reasonsOf({ reasons }: CallPreview): string {
  return reasons
    .map(({ reason, count }) => `${SKIP_WORDS[reason].replace('的第 {other} 行', '')} ${count} 条`)
    .join('、');
}

function costWords({ minutes, cost, sample }: CallEstimate): string {
  const basis = sample > 0 ? `按最近 ${sample} 通估算` : '还没有以往的通话，按一半人接听、每人一分钟估算';
  return `预计通话 ${minutes} 分钟${cost === null ? '' : `，话费约 ${formatMoney(cost)}`}（${basis}）`;
}
