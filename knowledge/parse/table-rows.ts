import type { Block } from './block.ts';

/** Headers under which tables of questions keep them, in one form (see `headerWord`). */
const QUESTION = /^(?:问题?|提问|标准问题?|常见问题|客户问题|用户问题|问法|标题问题|question|questions|q)$/;
const ANSWER = /^(?:答案?|回答|答复|解答|标准答案|标准回复|回复|参考答案|参考话术|话术|解决方案|answer|answers|a)$/;
const ALSO = /^(?:相似问题?|相似问法|扩展问题?|同义问题?|其他问法|相似提问|similar|similarquestions|alternatives)$/;
const GROUP = /^(?:分类|类别|类目|类型|模块|主题|category|group|topic)$/;
/** A header may stand under a title and a remark. */
const HEADER_WITHIN = 10;

interface FaqColumns {
  readonly header: number;
  readonly question: number;
  readonly answer: number;
  readonly also: number;
  readonly group: number;
}

/**
 * The records of a table. One with a column of questions and one of answers becomes pairs; any other becomes one piece per
 * row with its columns' names, so that a row can be understood without the table.
 */
export function blocksOfRows(rows: readonly (readonly string[])[], page?: number): Block[] {
  const filled = rows.filter((row) => row.some((cell) => cell !== ''));
  const faq = faqColumns(filled);
  if (faq) return pairsOf(filled, faq);
  return recordsOf(filled, page);
}

function faqColumns(rows: readonly (readonly string[])[]): FaqColumns | undefined {
  for (const [header, row] of rows.slice(0, HEADER_WITHIN).entries()) {
    const words = row.map(headerWord);
    const find = (pattern: RegExp): number => words.findIndex((word) => pattern.test(word));
    const [question, answer] = [find(QUESTION), find(ANSWER)];
    if (question >= 0 && answer >= 0) return { header, question, answer, also: find(ALSO), group: find(GROUP) };
  }
  return undefined;
}

function headerWord(cell: string): string {
  return cell
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\(.*?\)|[\s*_:：、]/g, '');
}

function pairsOf(rows: readonly (readonly string[])[], faq: FaqColumns): Block[] {
  return rows.slice(faq.header + 1).flatMap((row): Block[] => {
    const question = row[faq.question] ?? '';
    const answer = row[faq.answer] ?? '';
    if (question === '' || answer === '') return [];
    const also = (row[faq.also] ?? '').split(/[\n;；|]/).map((one) => one.trim());
    return [{ kind: 'pair', question, answer, also: also.filter((one) => one !== ''), group: row[faq.group] || null }];
  });
}

function recordsOf(rows: readonly (readonly string[])[], page: number | undefined): Block[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const head = rows.findIndex((row) => row.filter((cell) => cell !== '').length >= Math.min(2, width));
  const names = rows[head] ?? [];
  // What stands over the header is a title.
  const titles = rows.slice(0, Math.max(0, head)).map((row) => row.filter((cell) => cell !== '').join(' '));
  const isHeader = rows.length > head + 1 && names.every((name) => name.length <= 40 && !/^[\d.,%¥￥-]+$/.test(name));
  const records = isHeader ? rows.slice(head + 1) : rows.slice(Math.max(0, head));
  const at = page === undefined ? {} : { page };
  return [
    ...titles.map((text): Block => ({ kind: 'text', text, ...at })),
    ...records.map((row): Block => ({ kind: 'row', text: recordText(isHeader ? names : [], row), ...at })),
  ];
}

/** «产品：云表；价格：300 元/年», or the cells alone when nothing names them. */
export function recordText(names: readonly string[], row: readonly string[]): string {
  const cells = row.flatMap((cell, index) => {
    const value = cell.replaceAll(/\s*\n\s*/g, ' ').trim();
    if (value === '') return [];
    const name = (names[index] ?? '').trim();
    return [name === '' || name === value ? value : `${name}：${value}`];
  });
  return cells.join('；');
}
