import { z } from 'zod';
import { searchLibrary } from '../knowledge/answer/search-library.ts';
import { question } from './arguments.ts';
import { answer } from './present/answer.ts';
import { citationsOfHits, citationsPart } from './present/citations.ts';
import { knowledgeOf } from './resolve/knowledge.ts';
import { readTool } from './tool.ts';

const MOST = 5;
/** What only says that something is looked for, in front and behind. */
const LEAD =
  /^(?:请|麻烦|帮我|帮忙|给我|替我|我想|想|再)*(?:在|到|去|从|上|看看|看一下)?(?:公司|我们)?(?:的)?(?:知识库|资料库|资料|文档)?(?:里面|里|中|上)?(?:有没有|有|都有|搜索|搜一搜|搜搜|搜一下|搜|查查|查一下|查|找找|找一下|找|调出来|翻一下|翻翻)*(?:一下|出)?(?:关于|有关|跟|和|讲|哪些|什么|哪篇)*/u;
const TAIL =
  /(?:有关|相关|方面)?的?(?:资料|文档|文件|内容|材料|文章|那篇|几篇)*(?:有没有|有吗|吗|呢|在哪里|在哪儿?|给我|看看|看一下|调出来|发我|都有哪些|有哪些)*[?？。!！]*$/u;

export const searchKnowledge = readTool({
  name: 'search_knowledge',
  title: '搜知识库',
  description: '在公司资料里找原文：列出最相关的段落和出处，不作回答。用户要“找资料、看原文、有没有这方面的文档”时用。',
  permission: 'knowledge.read',
  input: z.strictObject({ query: question }),
  phrases: [
    '在知识库里搜退款',
    '知识库搜一下实名认证',
    '找找关于续费的资料',
    '有没有价格政策的文档',
    '知识库里有哪些讲合同的内容',
    '帮我找一下产品手册',
    '把售后流程的资料调出来',
    '搜一下招标相关的材料',
    '哪篇资料讲了公海规则',
    '给我看看折扣审批的原文',
    '有没有讲大客户经营的文章',
    '查一下资料库里关于发票的文件',
  ],
  answer: async (scope, said) => {
    const query = wanted(said.query);
    const { hits, certainty } = await searchLibrary(scope, knowledgeOf(scope), { query, limit: MOST });
    const citations = citationsOfHits(hits);
    const titles = [...new Set(hits.map((hit) => hit.document_title))];
    const named = titles.slice(0, 3).map((title) => `《${title}》`);
    const text =
      hits.length === 0
        ? `知识库里没有找到和“${query}”有关的资料。`
        : `${certainty === 'sure' ? '找到' : '没有完全对应的，最接近的是'}${titles.length} 篇资料里的 ${hits.length} 段：${named.join('、')}${titles.length > 3 ? '等' : ''}。`;
    return answer({
      text,
      parts: citationsPart(citations, null),
      suggestions: hits.length === 0 ? [`知识库里缺少“${query.slice(0, 40)}”，报一下`] : [],
    });
  },
});

/** What is looked for, without the words of looking; all of it when nothing would be left. */
function wanted(said: string): string {
  const quoted = /[“「"]([^”」"]{2,})[”」"]/u.exec(said)?.[1];
  if (quoted) return quoted;
  const rest = said.replace(LEAD, '').replace(TAIL, '').trim();
  return rest.length >= 2 ? rest : said;
}
