import { z } from 'zod';
import { readStatistics } from '../domain/calls/statistics/read-statistics.ts';
import type { CallDigest } from '../kernel/contracts/call-statistics.ts';
import { formatMoney } from '../kernel/format/money.ts';
import { formatPercent } from '../kernel/format/percent.ts';
import { slot } from '../kernel/slots.ts';
import { describeRange } from '../kernel/time-phrases/describe-range.ts';
import { given, maybePeriod } from './arguments.ts';
import { answer, phrase, sentences } from './present/answer.ts';
import { filterPart } from './present/filter-part.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { namedTask } from './resolve/call-task.ts';
import { momentsOf, pastDays } from './resolve/period.ts';
import { readTool, withCalls } from './tool.ts';

const MOST_REASONS = 3;

interface Row {
  readonly task_name: string;
  readonly digest: CallDigest;
}

export const compareCallTasks = readTool({
  name: 'compare_call_tasks',
  title: '外呼效果',
  description:
    '外呼的效果，几个任务并排比：接通率、意向率、没接通的原因、最好的时段、话费、每个意向多少钱。period 是通话时间；说了任务名就只看它，task 原样写用户的话。',
  permission: 'call.read',
  input: z.strictObject({
    task: slot('question', '外呼任务', z.string().trim().max(500)).nullish(),
    period: maybePeriod('通话时间'),
  }),
  phrases: [
    '{period}的外呼效果怎么样',
    '外呼效果怎么样',
    '{period}外呼的接通率',
    '比较一下各个外呼任务的效果',
    '哪个外呼任务效果最好',
    '外呼任务老客户回访的效果',
    '外呼花了多少钱',
    '{period}外呼每个意向多少钱',
    '几点打电话接通率最高',
    '外呼什么时段最好',
    '外呼意向率对比',
    '外呼没接通的原因',
    '{period}机器人打电话的结果统计',
  ],
  answer: async (given_scope, said) => {
    const scope = withCalls(given_scope);
    const now = scope.clock.now();
    const days = pastDays(said.period, now);
    const moments = days && momentsOf(days);
    const named = await namedTask(scope, given(said.task));
    const statistics = await readStatistics(scope, {
      ...(moments ? { called_from: moments.from.toISOString(), called_to: moments.to.toISOString() } : {}),
      ...(named ? { task_id: named.id } : {}),
    });
    const when = days && describeRange(days, now);
    const what = phrase(when && `${when}的`, named ? `外呼任务“${named.task_name}”` : '外呼');
    const filter = filterPart(scope.actor, '外呼任务', [
      when && `通话时间：${when}`,
      named && `任务：${named.task_name}`,
    ]);
    const { all, tasks } = statistics;
    if (all.dialled === 0)
      return answer({ text: `${what}还没有拨打的结果。`, parts: filter, suggestions: ['外呼任务的进展'] });
    const [hour] = all.best_hours;
    return answer({
      text: sentences(
        `${what}${tasks.length > 1 ? `有 ${tasks.length} 个任务，` : ''}拨打 ${all.dialled} 个，接通 ${all.reached} 个（${rate(all.reach_rate)}），`,
        `有意向 ${all.interested} 个（接通的 ${rate(all.interest_rate)}），不要再打 ${all.do_not_call} 个。`,
        all.cost > 0 &&
          `话费 ${formatMoney(all.cost)}${all.interested > 0 ? `，每个意向 ${formatMoney(perInterest(all)!)}` : ''}。`,
        hour && hour.reached > 0 && `${hour.hour} 点接通最好（${formatPercent(hour.rate)}）。`,
        all.reasons.length > 0 &&
          `没接通主要是${all.reasons
            .slice(0, MOST_REASONS)
            .map(({ reason, count }) => `${reason} ${count} 个`)
            .join('、')}。`,
        tasks.length > 1 && bestOf(tasks),
      ),
      parts: [
        tablePart(CAMPAIGNS, tasks, { title: '外呼效果' }),
        tablePart(HOURS, all.best_hours, { title: '各时段接通率' }),
        ...filter,
      ],
      suggestions: [
        `${given(typeof said.period === 'string' ? said.period : '') ?? ''}哪些人有意向`,
        '外呼后今天要跟进谁',
      ],
    });
  },
});

const rate = (value: number | null): string => (value === null ? '0%' : formatPercent(value));

/** Yuan for somebody interested; null where nobody is. */
function perInterest({ cost, interested }: CallDigest): number | null {
  return interested === 0 ? null : Math.round((cost / interested) * 100) / 100;
}

/** The task with the highest share of interested people; a task that reached nobody is none. */
function bestOf(tasks: readonly Row[]): string {
  const [best] = tasks
    .filter(({ digest }) => digest.interested > 0)
    .toSorted((a, b) => (b.digest.interest_rate ?? 0) - (a.digest.interest_rate ?? 0));
  return best ? `“${best.task_name}”意向率最高（${rate(best.digest.interest_rate)}）。` : '';
}

const CAMPAIGNS: RowTable<Row> = {
  columns: [
    { key: 'name', label: '任务', format: 'text', cell: (row) => row.task_name },
    { key: 'dialled', label: '拨打', format: 'integer', cell: (row) => row.digest.dialled },
    { key: 'reached', label: '接通', format: 'integer', cell: (row) => row.digest.reached },
    { key: 'reach_rate', label: '接通率', format: 'percent', cell: (row) => row.digest.reach_rate },
    { key: 'interested', label: '有意向', format: 'integer', cell: (row) => row.digest.interested },
    { key: 'interest_rate', label: '意向率', format: 'percent', cell: (row) => row.digest.interest_rate },
    { key: 'cost', label: '话费', format: 'money', cell: (row) => row.digest.cost },
    { key: 'per_interest', label: '每个意向', format: 'money', cell: (row) => perInterest(row.digest) },
    {
      key: 'best_hour',
      label: '最好的时段',
      format: 'text',
      cell: ({ digest }) => (digest.best_hours[0] ? `${digest.best_hours[0].hour} 点` : null),
    },
  ],
  ref: () => null,
};

const HOURS: RowTable<CallDigest['best_hours'][number]> = {
  columns: [
    { key: 'hour', label: '时段', format: 'text', cell: (row) => `${row.hour} 点` },
    { key: 'dialled', label: '拨打', format: 'integer', cell: (row) => row.dialled },
    { key: 'reached', label: '接通', format: 'integer', cell: (row) => row.reached },
    { key: 'rate', label: '接通率', format: 'percent', cell: (row) => row.rate },
  ],
  ref: () => null,
};
