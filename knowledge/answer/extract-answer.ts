import { contentWords, coverage, plainForm, weightOf } from './content-words.ts';
import { withMark } from './check-answer.ts';
import { splitLines } from '../chunk/split-sentences.ts';

/** A source the sentences are taken from, best first. */
export interface ExtractSource {
  readonly number: number;
  readonly title: string;
  /** The passage that was found, and the larger piece around it. */
  readonly passage: string;
  readonly section: string;
  /** The question of a pair: its answer is the answer. */
  readonly question: string | null;
}

/** Characters of an answer, and sources it takes from. */
const LONGEST = 420;
const MOST_SOURCES = 2;
/** A second source must bring this share of the question's words that the first one does not have. */
const NEWS = 0.25;
/** A sentence belongs to the answer from this share of the best one's likeness on. */
const NEAR_BEST = 0.6;

export interface ExtractedAnswer {
  readonly text: string;
  readonly cited: readonly number[];
}

/**
 * An answer without a language model: the sentences of the best passages that lie nearest to the question, in their order,
 * with what belongs to them (the steps of a list, the lines under a lead), each part with its source.
 * @param isSure else the answer says that it is only the nearest there is
 */
export function extractAnswer(question: string, isSure: boolean, sources: readonly ExtractSource[]): ExtractedAnswer {
  const words = contentWords(question);
  const parts: { source: ExtractSource; lines: string[] }[] = [];
  let left = words;
  let room = LONGEST;
  for (const source of sources) {
    if (parts.length >= MOST_SOURCES) break;
    const news = coverage(left, plainForm(`${source.question ?? ''}\n${source.passage}`));
    if (parts.length > 0 && news * weightSum(left) < weightSum(words) * NEWS) continue;
    const lines = pickLines(words, source, room);
    const length = lines.reduce((sum, line) => sum + line.length, 0);
    if (lines.length === 0 || (parts.length > 0 && length > room)) continue;
    parts.push({ source, lines });
    room -= length;
    const told = plainForm(`${source.question ?? ''}\n${source.title}\n${lines.join('\n')}`);
    left = left.filter((word) => !told.includes(word));
  }
  const text = parts.map(({ source, lines }, index) => worded(source, lines, index, isSure)).join('\n');
  return { text, cited: parts.map(({ source }) => source.number) };
}

function weightSum(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + weightOf(word), 0);
}

function worded(source: ExtractSource, lines: readonly string[], index: number, isSure: boolean): string {
  const first = isSure ? `《${source.title}》里是这样说的：` : `不敢肯定是不是您要的，最接近的是《${source.title}》：`;
  const lead = index === 0 ? first : `另外，《${source.title}》提到：`;
  const last = lines.at(-1) ?? '';
  return [lead, ...lines.slice(0, -1), withMark(last, source.number)].join('\n');
}

function pickLines(words: readonly string[], source: ExtractSource, room: number): string[] {
  const whole = source.passage.length <= room ? source.passage : undefined;
  if (whole !== undefined && (source.question || whole.length <= 200)) return whole.split('\n').filter(Boolean);
  const sentences = splitLines(source.passage)
    .map(wholeRow)
    .flatMap((line, row) => line.map((text) => ({ text, row })));
  const shares = sentences.map(({ text }) => coverage(words, plainForm(text)));
  const best = Math.max(...shares, 0);
  const chosen = new Set<number>();
  if (best > 0) for (const [index, share] of shares.entries()) if (share >= best * NEAR_BEST) chosen.add(index);
  // The heading was what fitted the question: the passage is told from its beginning.
  if (chosen.size === 0) chosen.add(0);
  const texts = sentences.map(({ text }) => text);
  for (const other of [...chosen].flatMap((index) => belonging(texts, index))) chosen.add(other);
  return fitted(sentences, chosen, shares, room);
}

/** A cell of a table says nothing without the others of its row («类型：新线索；多少天回收：7»): a row is told whole. */
function wholeRow(line: string[]): string[] {
  const isLabelled = (cell: string | undefined): boolean => /^[^：；]{1,20}：/u.test(cell ?? '');
  const isRow = isLabelled(line[0]) && line[0]?.endsWith('；') && line.slice(1).some(isLabelled);
  return isRow ? [line.join('')] : line;
}

const ITEM = /^(?:[-•·●]|\d{1,2}[.、)）]|[（(]\d{1,2}[）)]|[①-⑳]|第[一二三四五六七八九十]+(?:步|条|天|，|、|：))/u;

/** The other steps of a list, what stands under a lead, and a gap of one sentence. */
function belonging(sentences: readonly string[], index: number): number[] {
  const found: number[] = [];
  const isItem = (at: number): boolean => ITEM.test(sentences[at] ?? '');
  if (isItem(index)) {
    for (let at = index - 1; at >= 0 && (isItem(at) || isItem(at - 1)); at -= 1) found.push(at);
    for (let at = index + 1; at < sentences.length && (isItem(at) || isItem(at + 1)); at += 1) found.push(at);
  }
  if (/[:：]$/u.test(sentences[index] ?? ''))
    for (let at = index + 1; at < Math.min(sentences.length, index + 8); at += 1) found.push(at);
  return found;
}

/** The chosen sentences in their order as lines, the least fitting ones left out until they fit. */
function fitted(
  sentences: readonly { text: string; row: number }[],
  chosen: Set<number>,
  shares: readonly number[],
  room: number,
): string[] {
  const length = (): number => [...chosen].reduce((sum, index) => sum + (sentences[index]?.text.length ?? 0), 0);
  while (chosen.size > 1 && length() > room) {
    const worst = [...chosen].toSorted((a, b) => (shares[a] ?? 0) - (shares[b] ?? 0) || b - a)[0];
    chosen.delete(worst ?? -1);
  }
  const lines: string[] = [];
  let row = -1;
  for (const index of [...chosen].toSorted((a, b) => a - b)) {
    const sentence = sentences[index];
    if (!sentence) continue;
    if (sentence.row === row) lines[lines.length - 1] += sentence.text;
    else lines.push(sentence.text);
    row = sentence.row;
  }
  return lines.map((line) => (line.length > room ? `${line.slice(0, room)}…` : line));
}
