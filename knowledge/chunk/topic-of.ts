/** Headings that stand in many documents and say nothing about what a passage is about. */
const GENERIC: ReadonlySet<string> = new Set(
  '背景 目的 适用范围 说明 注意事项 步骤 流程 示例 案例 要点 总结 小结 正文 概述 前言 附录 目标 定义 常见问题 参考话术 话术 反例 正例 好的说法 不好的说法 错误示范 正确示范 好例子 坏例子'.split(
    ' ',
  ),
);
const NUMBERING = /^(?:第?[一二三四五六七八九十百\d]+[章节篇条、.．)）]|[（(][一二三四五六七八九十\d]+[）)])\s*/u;

/** A question or heading in one form, to find the same topic in other documents; `null` when it names none. */
export function topicOf(words: string): string | null {
  const plain = words
    .normalize('NFKC')
    .toLowerCase()
    .replace(NUMBERING, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
  return plain.length < 4 || GENERIC.has(plain) ? null : plain.slice(0, 120);
}
