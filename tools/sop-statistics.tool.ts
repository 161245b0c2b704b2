import { z } from 'zod';
import { readStats } from '../domain/sop/statistics/read-stats.ts';
import { templateStatistics } from '../domain/sop/statistics/template-statistics.ts';
import type { SopStepStatistics } from '../kernel/contracts/sop-statistics.ts';
import { slot } from '../kernel/slots.ts';
import { given } from './arguments.ts';
import { answer, sentences } from './present/answer.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { resolveSopTemplate } from './resolve/sop-template.ts';
import { readTool, type ToolScope } from './tool.ts';

const perCent = (value: number | null): string => (value === null ? '还没有数据' : `${value}%`);
const FUNNEL: RowTable<SopStepStatistics> = {
  columns: [
    { key: 'name', label: '步骤', format: 'text', cell: (row) => row.step_name },
    { key: 'entered', label: '到达', format: 'integer', cell: (row) => row.entered },
    { key: 'share', label: '占比', format: 'text', cell: (row) => (row.share === null ? null : `${row.share}%`) },
    { key: 'standing', label: '停在这里', format: 'integer', cell: (row) => row.standing },
    { key: 'failed', label: '失败', format: 'integer', cell: (row) => row.failed },
    { key: 'minutes', label: '用时（分钟，中位数）', format: 'decimal', cell: (row) => row.median_minutes },
  ],
  ref: () => null,
};
/** Words of a question that is about all sequences, not about one. */
const OF_ALL =
  /^(?:sop|整体|总体|全部|所有|今天|的|统计|信息|情况|数据|效果|怎么样|如何|成功率|完成率|看看|看下|一下|现在|运行|执行|有多少|个|实例|在跑|[\s，,。？?])*$/i;

export const sopStatistics = readTool({
  name: 'sop_statistics',
  title: 'SOP 统计',
  description: 'SOP 的统计：整体的实例数和今天的成功率；说了模板名就看它的漏斗、回复率、转化率、每步用时和 A/B 结论。',
  permission: 'sop.read',
  input: z.strictObject({ template: slot('question', '模板', z.string().trim().max(500)).nullish() }),
  phrases: [
    'SOP统计',
    'SOP整体效果怎么样',
    '今天SOP的成功率',
    'SOP模板新好友欢迎的统计',
    '报价跟进SOP的回复率',
    '老客户唤回SOP的A/B结果',
    'SOP模板预约演示转化率多少',
    '现在有多少SOP实例在跑',
    '续约提醒SOP的漏斗',
    'SOP执行情况统计一下',
  ],
  answer: async (scope, said) => {
    const words = given(said.template);
    return words === undefined || OF_ALL.test(words) ? await ofAll(scope) : await ofOne(scope, words);
  },
});

async function ofAll(scope: ToolScope) {
  const stats = await readStats(scope);
  return answer({
    text: sentences(
      `SOP 模板 ${stats.total_templates} 个，启用 ${stats.active_templates} 个。`,
      `实例一共 ${stats.total_instances} 个：进行中 ${stats.active_instances}，完成 ${stats.completed_instances}，失败 ${stats.failed_instances}。`,
      `今天新建 ${stats.today_instances_created} 个，完成 ${stats.today_instances_completed} 个，成功率${perCent(stats.today_success_rate)}。`,
    ),
    parts: [],
    suggestions: ['有哪些SOP模板'],
  });
}

async function ofOne(scope: ToolScope, words: string) {
  const { id } = await resolveSopTemplate(scope, words);
  const stats = await templateStatistics(scope, { id });
  return answer({
    text: sentences(
      `“${stats.template_name}”一共 ${stats.total_instances} 个实例：进行中 ${stats.active_instances}，完成 ${stats.completed_instances}，失败 ${stats.failed_instances}。`,
      `回复率${perCent(stats.reply_rate)}，转化率${perCent(stats.conversion_rate)}（目标：${stats.goal}）。`,
      ...stats.splits.map((split) => `“${split.step_name}”：${split.words}`),
    ),
    parts: [tablePart(FUNNEL, stats.steps, { title: `${stats.template_name}的漏斗` })],
    suggestions: [`讲讲SOP模板${stats.template_name}的步骤`, 'SOP统计'],
  });
}
