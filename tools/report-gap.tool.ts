import { z } from 'zod';
import { latestAnswer } from '../knowledge/quality/give-feedback.ts';
import { reportGap as report } from '../knowledge/quality/gaps.ts';
import { ReportGap } from '../kernel/contracts/knowledge-quality.ts';
import { question } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer } from './present/answer.ts';
import { newRecord } from './present/change.ts';
import { writeTool } from './tool.ts';

/** What only says that something is missing, and that it should be told. */
const AROUND =
  /(?:帮我|帮忙|请|麻烦)|(?:向|跟|给)?(?:知识)?管理员|(?:反馈|上报|报告|报|记|提|登记)(?:一个|一条|一下|一声|个)?(?:知识)?(?:缺口)?(?:一下)?(?=$|[，,。：:；;]|说)|知识库(?:里面|里|中)?(?:应该|需要)?(?:还)?(?:没有|缺少|缺|查不到|找不到|搜不到|补充|补|加上)?(?:关于)?|(?:的)?(?:内容|资料|说明)(?=$|[，,。])|这个回答(?:没解决问题|没用|不对)/gu;

export const reportGap = writeTool({
  name: 'report_gap',
  title: '报告知识缺口',
  description:
    '告诉知识管理员知识库里缺了什么，question 写缺的那个问题；用户只说“刚才的回答没用、报一下”时填他的原话。',
  permission: 'knowledge.read',
  input: z.strictObject({ question }),
  phrases: [
    '知识库里缺少“退货运费谁出”，报一下',
    '知识库里没有海外发货的内容，报一下',
    '反馈一下，知识库查不到换货流程',
    '帮我上报知识缺口：节假日怎么值班',
    '知识库应该补充一下安装要求',
    '知识库缺渠道返点的说明，跟管理员说一声',
    '这个回答没解决问题，报一下',
    '刚才的答案没用，反馈给管理员',
    '登记一个知识缺口：样机怎么借',
    '知识库里搜不到押金的规定，帮我报上去',
  ],
  propose: async (scope, said) => {
    const missing = missingWords(said.question) ?? (await latestAnswer(scope))?.question;
    if (!missing) throw toolError('tools.missing', { details: { label: '缺的是哪方面的内容' } });
    const plan = ReportGap.parse({ question: missing });
    return {
      title: '报告知识缺口',
      summary: `告诉知识管理员：知识库里缺少“${missing}”。`,
      changes: newRecord('knowledge_gap', missing, { 缺少的内容: missing }),
      fields: [{ name: 'question', label: '缺少的内容', kind: 'text' as const, value: missing }],
      refs: [],
      snapshot: {},
      plan,
    };
  },
  carryOut: async (scope, plan: ReportGap) => {
    await report(scope, plan);
    return answer({ text: `已经报给知识管理员：缺少“${plan.question}”。补上以后再问就能答了。`, parts: [] });
  },
});

/** What is missing, without the words around it; nothing when the sentence points to the answer before. */
function missingWords(said: string): string | undefined {
  const quoted = /[“「"]([^”」"]{2,})[”」"]/u.exec(said)?.[1];
  if (quoted) return quoted;
  const rest = said
    .replaceAll(AROUND, ' ')
    .replaceAll(/[，,。：:；;!！]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(?:^|\s)(?:上去|说|一声|说一声|刚才的?答案没用|给|跟)(?=\s|$)/gu, ' ')
    .trim();
  return rest.length >= 2 ? rest : undefined;
}
