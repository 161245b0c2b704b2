import { z } from 'zod';
import { draftFromGoal } from '../domain/sop/library/draft-from-goal.ts';
import { libraryTemplate } from '../domain/sop/library/library-view.ts';
import { SOP_LIBRARY } from '../domain/sop/library/registry.ts';
import { createTemplate } from '../domain/sop/templates/create-template.ts';
import { explainSteps, explainTrigger } from '../domain/sop/templates/explain-content.ts';
import { readWritten } from '../domain/sop/templates/read-written.ts';
import { freeName } from '../domain/sop/templates/template-row.ts';
import { validateContent } from '../domain/sop/templates/validate-content.ts';
import { SOP_TYPE_WORDS } from '../domain/sop/templates/words.ts';
import type { SopContentInput } from '../kernel/contracts/sop.ts';
import { question } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer } from './present/answer.ts';
import { newRecord } from './present/change.ts';
import { writeTool } from './tool.ts';

interface Plan {
  readonly library_name: string;
  readonly name: string;
  readonly content: SopContentInput;
}

export const draftSopTemplate = writeTool({
  name: 'draft_sop_template',
  title: '起草 SOP 模板',
  description: '按用户说的目标起草一个 SOP 模板（自动跟进流程），存成草稿，不会启用。goal 原样写用户的目标。',
  permission: 'sop.create',
  input: z.strictObject({ goal: question }),
  phrases: [
    '起草一个SOP，报价后跟进客户',
    '帮我做个新好友欢迎的SOP',
    '写一个SOP模板，七天没回复的客户再问一次',
    '设计一套SOP：合同到期前提醒续约',
    '新建SOP模板，生日送祝福',
    '建一个促销活动的SOP',
    '想要一个邀请客户参加沙龙的SOP，帮我起草',
    '给老客户唤回做一个SOP流程',
    '生成一个售后回访的SOP',
    '做一个SOP',
    '新建一个SOP流程',
    '搭一个自动跟进流程，电话后接着跟',
    '做一个签合同以后的SOP',
    '新建一个活动邀约的SOP流程',
    '创建SOP模板，给沉默客户发消息',
    '建一套破冰的SOP流程',
  ],
  propose: async (scope, { goal }) => {
    const draft = draftFromGoal(goal);
    if (!draft) {
      const near = `模板库里有：${SOP_LIBRARY.map(({ title }) => title).join('、')}。可以说得更具体些。`;
      throw toolError('tools.not_found', { details: { label: '合适的 SOP 模板', name: goal.slice(0, 60), near } });
    }
    const content = await readWritten(scope, draft.content);
    const { problems } = await validateContent(scope, draft.content);
    const name = await freeName(scope, draft.name);
    const steps = explainSteps(content);
    const fill = Object.entries(draft.content.settings.variables).filter(([, value]) => value === '');
    const plan: Plan = { library_name: draft.item.name, name, content: draft.content };
    return {
      title: '起草 SOP 模板',
      summary: [
        `新建草稿“${name}”，依据模板库的“${draft.item.title}”，一共 ${steps.length} 步，不会启用。`,
        explainTrigger(content),
        draft.taken.length > 0 ? `按您说的：${draft.taken.join('；')}。` : '',
        fill.length > 0 ? `开始时要填：${fill.map(([variable]) => `{${variable}}`).join('、')}。` : '',
        problems.length > 0 ? `启用前要改：${problems.map(({ zh }) => zh).join('；')}。` : '已通过检查。',
      ].join(''),
      changes: newRecord('sop_template', name, {
        名称: name,
        类型: SOP_TYPE_WORDS[draft.item.sop_type],
        ...Object.fromEntries(
          steps.map((step) => [
            `${step.at}. ${step.name}`,
            [`${step.when}，${step.action}`, step.text].filter(Boolean).join('：').slice(0, 400),
          ]),
        ),
      }),
      fields: [],
      refs: [],
      snapshot: {},
      plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const { description, sop_type, category, tags, title } = libraryTemplate(plan.library_name);
    const made = await createTemplate(scope, {
      name: plan.name,
      description,
      sop_type,
      category,
      tags: [...tags],
      note: `依据模板库“${title}”起草`,
      ...plan.content,
    });
    return answer({
      text: `已存成草稿“${made.name}”，共 ${made.step_count} 步。看过没问题再启用。`,
      parts: [],
      suggestions: [`讲讲SOP模板${made.name}的步骤`, '有哪些SOP模板'],
    });
  },
});
