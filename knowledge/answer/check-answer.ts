import { splitLines } from '../chunk/split-sentences.ts';
import { supportFor, type Support } from './check-support.ts';
import { contentWords } from './content-words.ts';

/** A model's answer after each of its sentences was held against the sources. */
export interface CheckedAnswer {
  /** What may be told, with `[1]` behind each sentence; empty when nothing is left. */
  readonly text: string;
  readonly kept: number;
  readonly dropped: number;
  /** Numbers of the sources the text rests on. */
  readonly cited: readonly number[];
}

const MARK = /[ \t]*[[【［(（]\s*(?:来源|资料)?\s*(\d{1,2}(?:\s*[,，、]\s*\d{1,2})*)\s*[\]】］)）]/gu;
/** «处理步骤如下：» leads to what follows and claims nothing itself. */
const LEAD = /^[^\d。！？]{1,24}[:：]$/u;

/** Documents are read, nothing is done: whoever says that something was done has made it up or was told to say so. */
const CLAIMS_DEED =
  /^(?:好的[，,])?我?(?:已经?|正在|马上|刚刚)(?:为您|帮您|给您|替您|按要求|把|将|向|给|发送|执行|调用|删除|修改|导出|转账)/u;

/**
 * Holds every sentence of an answer against the sources it cites. A sentence whose source does not support it, and none of
 * the others does, is left out; one that cites the wrong source gets the right number.
 */
export function checkAnswer(answer: string, supports: readonly Support[]): CheckedAnswer {
  const cited = new Set<number>();
  const lines: string[] = [];
  let kept = 0;
  let dropped = 0;
  for (const raw of joinMarks(answer).split('\n')) {
    const sentences: string[] = [];
    for (const sentence of splitLines(raw).flat()) {
      const { claim, numbers } = readMarks(sentence);
      if (claim === '' || contentWords(claim).length === 0) continue;
      if (LEAD.test(claim)) {
        sentences.push(claim);
        continue;
      }
      const source = CLAIMS_DEED.test(claim) ? undefined : sourceOf(claim, numbers, supports);
      if (source === undefined) {
        dropped += 1;
        continue;
      }
      kept += 1;
      cited.add(source);
      sentences.push(withMark(claim, source));
    }
    if (sentences.length > 0) lines.push(sentences.join(''));
  }
  return { text: withoutLooseLeads(lines).join('\n'), kept, dropped, cited: [...cited] };
}

/** A statement with the number of its source, in front of the full stop. */
export function withMark(text: string, number: number): string {
  return text.replace(/[。！？!?；;…]*$/u, (end) => `[${number}]${end}`);
}

/** The mark behind a full stop belongs to the sentence before it. */
function joinMarks(answer: string): string {
  return answer.replaceAll(
    /([。！？!?；;])[ \t]*((?:[[【［][ \t]*(?:来源|资料)?[ \t]*\d[\d \t,，、]*[\]】］][ \t]*)+)/gu,
    '$2$1',
  );
}

function readMarks(sentence: string): { claim: string; numbers: number[] } {
  const numbers: number[] = [];
  const claim = sentence.replaceAll(MARK, (whole, list: string) => {
    // «（3）» may be a number of the text itself; only square brackets always cite.
    if (/^[ \t]*[(（]/.test(whole) && !/来源|资料/.test(whole)) return whole;
    numbers.push(...list.split(/[,，、]/).map(Number));
    return '';
  });
  return { claim: claim.trim(), numbers };
}

/** The cited source that supports a claim best, else any other that does. */
function sourceOf(claim: string, numbers: readonly number[], supports: readonly Support[]): number | undefined {
  const best = (some: readonly Support[]): number | undefined => {
    let found: { number: number; share: number } | undefined;
    for (const support of some) {
      const share = supportFor(claim, support);
      if (share > (found?.share ?? 0)) found = { number: support.number, share };
    }
    return found?.number;
  };
  return best(supports.filter((one) => numbers.includes(one.number))) ?? best(supports);
}

/** A lead without anything behind it is left out. */
function withoutLooseLeads(lines: readonly string[]): string[] {
  return lines.filter((line, index) => {
    const next = lines[index + 1];
    return !LEAD.test(line) || (next !== undefined && !LEAD.test(next));
  });
}
