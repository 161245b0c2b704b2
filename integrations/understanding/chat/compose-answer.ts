/** The answer from what the tools said, in their order; nothing is added to their figures. */
export function composeAnswer(results: readonly string[]): string {
  const said = [...new Set(results)];
  if (said.length === 0) return '已经处理完了，没有更多要说明的内容。';
  if (said.length === 1) return said[0] ?? '';
  return ['一共办了几件事，结果如下：', ...said.map((text, index) => `${index + 1}. ${text}`)].join('\n\n');
}
