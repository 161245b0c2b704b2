import { z } from 'zod';
import { explainSteps, explainTrigger } from '../domain/sop/templates/explain-content.ts';
import { readTemplate } from '../domain/sop/templates/template-view.ts';
import { validateTemplate } from '../domain/sop/templates/validate-content.ts';
import { newestContent } from '../domain/sop/templates/version-view.ts';
import { SOP_STATUS_WORDS } from '../domain/sop/templates/words.ts';
import { question } from './arguments.ts';
import { answer, sentences } from './present/answer.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { resolveSopTemplate } from './resolve/sop-template.ts';
import { readTool } from './tool.ts';

type StepRow = ReturnType<typeof explainSteps>[number];
const STEP_TABLE: RowTable<StepRow> = {
  columns: [
    { key: 'at', label: '序号', format: 'integer', cell: (row) => row.at },
    { key: 'name', label: '步骤', format: 'text', cell: (row) => row.name },
    { key: 'action', label: '动作', format: 'text', cell: (row) => row.action },
    { key: 'when', label: '什么时候', format: 'text', cell: (row) => row.when },
    { key: 'text', label: '内容', format: 'text', cell: (row) => row.text },
    { key: 'next', label: '然后', format: 'text', cell: (row) => row.next },
  ],
  ref: () => null,
};

export const explainSopTemplate = readTool({
  name: 'explain_sop_template',
  title: '讲解 SOP 模板',
  description: '讲清一个 SOP 模板：怎样开始、每一步做什么、等多久、之后走到哪里、能不能启用。template 写模板名。',
  permission: 'sop.read',
  input: z.strictObject({ template: question }),
  phrases: [
    '讲讲SOP模板新好友欢迎的步骤',
    '新好友欢迎这个SOP怎么走',
    'SOP模板报价跟进有哪些步骤',
    '解释一下续约提醒SOP',
    '这个SOP每一步做什么',
    '生日祝福SOP是怎么触发的',
    'SOP老客户唤回第一步发什么',
    '介绍一下SOP模板预约演示',
    '破冰SOP的流程说明',
    'SOP模板为什么不能启用',
    'SOP模板活动邀约每一步都干什么',
    'SOP模板破冰了解需求每步做什么',
  ],
  answer: async (scope, { template: said }) => {
    const { id } = await resolveSopTemplate(scope, said);
    const template = await readTemplate(scope, id);
    const content = await newestContent(scope, id);
    const { problems } = await validateTemplate(scope, id);
    const rows = explainSteps(content);
    const wrong = problems.length === 0 ? '' : `现在还不能启用：${problems.map(({ zh }) => zh).join('；')}。`;
    return answer({
      text: sentences(
        `“${template.name}”（${SOP_STATUS_WORDS[template.status]}，版本 ${template.version}）：${template.description}`,
        `${explainTrigger(content)}一共 ${rows.length} 步：${rows.map(({ name }) => name).join(' → ')}。`,
        wrong,
      ),
      parts: [tablePart(STEP_TABLE, rows, { title: template.name })],
      suggestions: [`SOP模板${template.name}的统计`, '有哪些SOP模板'],
    });
  },
});
