/** Words of courtesy around a question. */
const COURTESY =
  /^(你好|您好|请问一下|请问|麻烦问一下|麻烦|我想问一下|我想问|想问一下|想问|问一下|咨询一下|帮我查一下|帮我看一下|帮我查查|帮我看看|帮忙|我想知道|我想了解一下|谁知道|有谁知道)[，,、：:\s]*/;
const PARTS = /[？?！!。；;\n]+|(?:[，,]\s*)?(?:还有就是|另外|顺便问一下|顺便|以及)/;
/** Shorter pieces ask nothing by themselves. */
const SHORTEST = 4;
const MOST = 3;

/** The question without courtesies. */
export function withoutCourtesy(query: string): string {
  let text = query.trim();
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replace(COURTESY, '');
  }
  return text === '' ? query.trim() : text;
}

/** The single questions of one that asks several things; empty for a single one. */
export function splitQuestion(query: string): string[] {
  const parts = query
    .split(PARTS)
    .map((part) => withoutCourtesy(part ?? ''))
    .filter((part) => part.length >= SHORTEST);
  return parts.length > 1 ? parts.slice(0, MOST) : [];
}
