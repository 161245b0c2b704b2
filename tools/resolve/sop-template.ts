import { listTemplates } from '../../domain/sop/templates/template-view.ts';
import type { SopTemplateRow } from '../../kernel/contracts/sop-templates.ts';
import { toolError } from '../errors.ts';
import type { ToolScope } from '../tool.ts';

const MOST_READ = 200;
const MOST_OPTIONS = 8;
const plain = (text: string): string => text.toLowerCase().replaceAll(/[\s，,。:：“”"「」《》？?]/gu, '');

/**
 * The template whose name a sentence holds, the longest name first; else the one whose name the words are a part of.
 * @throws AppError `tools.not_found`, `tools.ambiguous` with the choices
 */
export async function resolveSopTemplate(scope: ToolScope, said: string): Promise<SopTemplateRow> {
  const { items } = await listTemplates(scope, { page: 1, page_size: MOST_READ });
  const words = plain(said);
  const held = items
    .filter(({ id, name }) => id === said || words.includes(plain(name)))
    .toSorted((a, b) => b.name.length - a.name.length);
  if (held[0]) return held[0];
  const bare = words.replaceAll(
    /sop|模板|流程|统计|效果|讲解|说明|怎么样|怎么走|看看|看下|一下|的|这个|介绍|解释/g,
    '',
  );
  const near = bare.length < 2 ? [] : items.filter(({ name }) => plain(name).includes(bare));
  if (near.length === 1) return near[0]!;
  const options = (near.length > 0 ? near : items)
    .slice(0, MOST_OPTIONS)
    .map(({ id, name }) => ({ label: name, value: id }));
  if (near.length > 1)
    throw toolError('tools.ambiguous', { details: { label: 'SOP 模板', name: bare, count: near.length, options } });
  const names = options.map(({ label }) => label).join('、');
  const hint = items.length === 0 ? '还没有 SOP 模板。' : `现有的模板：${names}。`;
  throw toolError('tools.not_found', { details: { label: 'SOP 模板', name: bare || said, near: hint } });
}
