import { z } from 'zod';
import { listTemplates } from '../domain/sop/templates/template-view.ts';
import { SOP_STATUS_WORDS, SOP_TYPE_WORDS } from '../domain/sop/templates/words.ts';
import { SOP_STATUSES, SOP_TYPES } from '../kernel/contracts/sop.ts';
import type { SopTemplateRow } from '../kernel/contracts/sop-templates.ts';
import { given, maybeChoice, maybeWords } from './arguments.ts';
import { answer, phrase, sentences } from './present/answer.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { readTool } from './tool.ts';

const MOST_NAMED = 5;
const TEMPLATE_TABLE: RowTable<SopTemplateRow> = {
  columns: [
    { key: 'name', label: '模板', format: 'text', cell: (row) => row.name },
    { key: 'type', label: '类型', format: 'text', cell: (row) => SOP_TYPE_WORDS[row.sop_type] },
    { key: 'status', label: '状态', format: 'text', cell: (row) => SOP_STATUS_WORDS[row.status] },
    { key: 'steps', label: '步骤', format: 'integer', cell: (row) => row.step_count },
    { key: 'active', label: '进行中', format: 'integer', cell: (row) => row.active_instances },
    { key: 'total', label: '总数', format: 'integer', cell: (row) => row.total_instances },
    { key: 'rate', label: '完成率', format: 'text', cell: (row) => row.success_rate },
  ],
  ref: () => null,
};

export const findSopTemplates = readTool({
  name: 'find_sop_templates',
  title: '查 SOP 模板',
  description:
    '有哪些 SOP 模板（自动跟进流程）：按类型、状态或名称里的字找。只看清单；讲某一个的步骤用 explain_sop_template。',
  permission: 'sop.read',
  input: z.strictObject({
    sop_type: maybeChoice('类型', SOP_TYPES, {
      welcome: ['欢迎类', '欢迎'],
      follow_up: ['跟进类'],
      promotion: ['推广类', '促销类', '推广'],
      nurturing: ['培育类', '培育'],
      conversion: ['转化类', '转化'],
      retention: ['留存类', '留存', '保留类'],
    }),
    status: maybeChoice('状态', SOP_STATUSES, {
      draft: ['草稿'],
      active: ['启用的', '启用中', '已启用', '在用的'],
      paused: ['暂停的', '已暂停'],
      archived: ['归档的', '已归档'],
    }),
    about: maybeWords('quoted', '名称里的字', 80),
  }),
  phrases: [
    '有哪些SOP模板',
    'SOP模板列表',
    '看看SOP模板',
    '{status}SOP模板有哪些',
    '{sop_type}的SOP模板',
    '列出所有SOP',
    '我们现在有几个SOP',
    '名字里有{about}的SOP模板',
    '在用的自动跟进流程有哪些',
    'SOP模板清单给我看下',
  ],
  answer: async (scope, said) => {
    const about = given(said.about);
    const { items, total } = await listTemplates(scope, {
      page: 1,
      page_size: 50,
      ...(said.status ? { status: said.status } : {}),
      ...(said.sop_type ? { sop_type: said.sop_type } : {}),
      ...(about ? { q: about } : {}),
    });
    const what = phrase(
      about && `名称或说明里有“${about}”的`,
      said.status && `${SOP_STATUS_WORDS[said.status]}的`,
      said.sop_type && `${SOP_TYPE_WORDS[said.sop_type]}类`,
      'SOP 模板',
    );
    if (total === 0)
      return answer({
        text: `没有${what}。可以从模板库取用，或说出目标由我起草。`,
        parts: [],
        suggestions: ['起草一个SOP，报价后跟进客户', '有哪些SOP模板'],
      });
    const named = items.slice(0, MOST_NAMED).map(({ name, status }) => `“${name}”（${SOP_STATUS_WORDS[status]}）`);
    return answer({
      text: sentences(`${what}有 ${total} 个：`, named.join('、'), total > MOST_NAMED ? '等。' : '。'),
      parts: [tablePart(TEMPLATE_TABLE, items, { title: 'SOP 模板', total })],
      suggestions: [`讲讲SOP模板${items[0]!.name}的步骤`, `SOP模板${items[0]!.name}的统计`],
    });
  },
});
