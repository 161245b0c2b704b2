import { z } from 'zod';
import { askKnowledge as answerQuestion } from '../knowledge/answer/ask-knowledge.ts';
import { question } from './arguments.ts';
import { answer } from './present/answer.ts';
import { citationsPart } from './present/citations.ts';
import { historyOf, knowledgeOf } from './resolve/knowledge.ts';
import { readTool } from './tool.ts';

export const askKnowledge = readTool({
  name: 'ask_knowledge',
  title: '问知识库',
  description:
    '从公司资料里回答业务知识问题：规则、政策、流程、办理步骤、产品和价格说明、话术、异议应对、合规要求、常见问题。回答带引用；资料里没有就直说没有。查客户、商机、业绩等记录时不用它。question 写成脱离上下文也能看懂的完整问题。',
  permission: 'knowledge.read',
  input: z.strictObject({ question }),
  phrases: [
    '客户嫌贵怎么回',
    '客户说再考虑考虑怎么接话',
    '客户说别家更便宜怎么应对',
    '客户一直不回消息怎么办',
    '客户发火骂人怎么处理',
    '客户要求退货怎么处理',
    '我们的退款规则是什么',
    '退款要走什么流程',
    '实名认证不通过怎么办',
    '扫码登录不了怎么解决',
    '怎么绑定手机号',
    '忘了密码怎么找回',
    '专票要提供哪些资料',
    '合同盖章找谁',
    '打折要谁审批',
    '多大的折扣我能自己定',
    '公海规则是怎么规定的',
    '线索多久不跟会被收回',
    '第一通电话怎么开场',
    '上门拜访之前要准备什么',
    '产品演示要讲哪几点',
    '有没有催款的话术',
    '给我一段介绍产品的话术',
    '怎么跟客户谈涨价',
    '广告里哪些词不能用',
    '通话录音要不要先告诉客户',
    '可以把客户电话发到群里吗',
    '能不能给客户送礼',
    '新人第一周要做什么',
    '什么叫加权金额',
    '赢率是什么意思',
    '为什么要写输单原因',
    '质保期多长',
    '交付一般要多久',
    '投诉要几天内答复',
    '按规定这种情况能不能退',
    '群里机器人能说什么不能说什么',
    '想了解一下续费政策',
    '讲讲大客户怎么经营',
    '制造业的客户一般关心什么',
    '这个产品适合什么样的客户',
    '两款产品有什么区别',
    '价格政策里最低能给到几折',
    '遇到这种情况该注意些什么',
  ],
  answer: async (scope, said) => {
    const found = await answerQuestion(scope, knowledgeOf(scope), {
      question: said.question,
      history: await historyOf(scope, said.question),
    });
    return answer({
      text: found.text,
      parts: citationsPart(found.citations, found.id),
      suggestions:
        found.outcome === 'refused'
          ? [`知识库里缺少“${said.question.slice(0, 40)}”，报一下`, '你能做什么']
          : ['这个回答没解决问题，报一下', `在知识库里搜“${(found.citations[0]?.title ?? '').slice(0, 30)}”`],
    });
  },
});
