import { cutWords } from '../../kernel/chinese-words.ts';

/** Words that carry no claim: functions, politeness, the words of asking. */
const EMPTY: ReadonlySet<string> = new Set(
  (
    '的 了 着 过 吗 呢 吧 啊 呀 嘛 么 是 在 有 和 与 及 或 而 但 并 就 都 也 还 又 再 很 更 最 太 这 那 这个 那个 这些 那些 它 他 她 我 你 您 我们 你们 他们 咱们 大家 自己 ' +
    '请 请问 可以 能 能够 会 要 需要 应该 应当 必须 可能 一下 一个 一种 一些 怎么 怎样 怎么办 如何 什么 啥 咋 哪 哪个 哪些 为什么 多少 几 是不是 有没有 能不能 可不可以 ' +
    '对 对于 关于 把 被 给 让 向 从 到 由 于 以 为 为了 因为 所以 如果 那么 然后 另外 同时 此外 以及 其中 通常 一般 之 其 等 等等 上 下 中 里 内 外 时 时候 后 前 ' +
    '根据 按照 依据 资料 文档 显示 说明 提到 规定 如下 以下 希望 帮助 谢谢 好的 您好 来说 方面 情况 进行 相关 具体 主要 首先 其次 最后 总之 综上 因此 即 则 且 若'
  ).split(' '),
);

/** A text in the one form claims are compared in. */
export function plainForm(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** The words of a text that say something, each once, in their order. Numbers are looked at apart. */
export function contentWords(text: string): string[] {
  const words = cutWords(plainForm(text)).map((word) => word.trim());
  return [...new Set(words.filter((word) => word !== '' && /[\p{L}]/u.test(word) && !EMPTY.has(word)))];
}

/** How much a word weighs: long words are rarer. */
export function weightOf(word: string): number {
  return Math.min(word.length, 4);
}

/**
 * The share of the words' weight that stands in a text, 0-1. A word that is written otherwise counts by the pairs of
 * characters it shares.
 * @param text in its plain form
 */
export function coverage(words: readonly string[], text: string): number {
  let total = 0;
  let found = 0;
  for (const word of words) {
    const weight = weightOf(word);
    total += weight;
    if (text.includes(word)) found += weight;
    else if (word.length > 2) found += weight * pairShare(word, text) * 0.7;
  }
  return total === 0 ? 0 : found / total;
}

function pairShare(word: string, text: string): number {
  let pairs = 0;
  for (let at = 0; at + 2 <= word.length; at += 1) if (text.includes(word.slice(at, at + 2))) pairs += 1;
  return pairs / (word.length - 1);
}
