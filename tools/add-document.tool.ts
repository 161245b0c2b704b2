import { z } from 'zod';
import { writeDocument } from '../knowledge/documents/write-document.ts';
import { WriteDocument } from '../kernel/contracts/knowledge.ts';
import { slot } from '../kernel/slots.ts';
import { given, maybeNamed, maybeWords } from './arguments.ts';
import { answer } from './present/answer.ts';
import { newRecord } from './present/change.ts';
import { writeTool } from './tool.ts';

/** Of a title made from the text. */
const LONGEST_TITLE = 30;

export const addDocument = writeTool({
  name: 'add_document',
  title: '写入知识库',
  description: '把一段文字存成知识库里的一篇资料，全体同事可见。text 用用户的原话，可以分段；title 是标题。',
  permission: 'knowledge.write',
  input: z.strictObject({
    text: slot('free_text', '内容', z.string().trim().min(2).max(20_000)),
    title: maybeWords('quoted', '标题', 200, ['标题', '题目']),
    category: maybeNamed('name', '资料分类', ['分类']),
  }),
  phrases: [
    '把这段话存进知识库：{text}',
    '往知识库里加一条：{text}',
    '知识库新增一篇资料：{text}',
    '写进知识库：{text}',
    '帮我记到知识库里：{text}',
    '知识库里补充一条{text}',
    '新建一篇知识：{text}',
    '在资料库里存一份：{text}',
    '把下面的内容录入知识库，{text}',
    '收录到知识库：{text}',
  ],
  propose: async (scope, said) => {
    const text = withoutOrder(said.text);
    const title = given(said.title) ?? titleOf(text);
    const category = given(said.category);
    const plan = WriteDocument.parse({ title, text, ...(category ? { category } : {}), note: '在对话中写入' });
    return await Promise.resolve({
      title: '写入知识库',
      summary: `新增资料《${title}》，全体同事可见，由${scope.actor.name}维护。`,
      changes: newRecord('document', title, { 标题: title, 分类: category, 内容: text, 可见范围: '全体同事' }),
      fields: [
        { name: 'title', label: '标题', kind: 'text' as const, value: title },
        { name: 'category', label: '分类', kind: 'text' as const, value: category ?? null },
        { name: 'text', label: '内容', kind: 'long_text' as const, value: text },
      ],
      refs: [],
      snapshot: {},
      plan,
    });
  },
  carryOut: async (scope, plan: WriteDocument) => {
    const view = await writeDocument(scope, plan);
    return answer({
      text: `已写入知识库：《${view.title}》。处理好以后就能搜到，一般不超过一分钟。`,
      parts: [],
      suggestions: [`在知识库里搜“${view.title.slice(0, 30)}”`],
    });
  },
});

/** The order in front of the text: «存进知识库：». */
function withoutOrder(text: string): string {
  const rest = text.replace(/^[^：:\n]{0,20}(?:知识库|资料库|知识)[^：:，,\n]{0,8}[：:，,]\s*/u, '').trim();
  return rest.length >= 2 ? rest : text;
}

/** The first line or sentence, cut where it is long. */
function titleOf(text: string): string {
  const first =
    text
      .split(/[\n。！？!?；;]/u)[0]
      ?.replace(/^#+\s*/, '')
      .trim() ?? '';
  const words = first === '' ? text.trim() : first;
  return words.length > LONGEST_TITLE ? `${words.slice(0, LONGEST_TITLE)}…` : words;
}
