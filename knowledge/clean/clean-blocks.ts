import type { Block } from '../parse/block.ts';
import { cleanLine, cleanText } from './clean-text.ts';

/** The blocks with clean words; those without any are left out. «问：» and «答：» that follow each other become a pair. */
export function cleanBlocks(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.kind === 'pair') {
      const pair = {
        ...block,
        question: cleanLine(block.question),
        answer: cleanText(block.answer),
        also: block.also.map(cleanLine).filter((one) => one !== ''),
        group: block.group && cleanLine(block.group),
      };
      return pair.question === '' || pair.answer === '' ? [] : [pair];
    }
    const text = block.kind === 'heading' ? cleanLine(block.text) : cleanText(block.text);
    if (text === '' || !/[\p{L}\p{N}]/u.test(text)) return [];
    return block.kind === 'text' ? pairsInText({ ...block, text }) : [{ ...block, text }];
  });
}

const ASKED = /^(?:问题?|Q)\s*\d{0,3}\s*[:：]\s*/iu;
const ANSWERED = /^(?:答案?|回答|A)\s*\d{0,3}\s*[:：]\s*/iu;

/** Splits lines of the form «问：…», «答：…» into pairs; any other text stays as it is. */
function pairsInText(block: Extract<Block, { kind: 'text' }>): Block[] {
  const lines = block.text.split('\n');
  if (!lines.some((line) => ASKED.test(line)) || !lines.some((line) => ANSWERED.test(line))) return [block];
  const found: Block[] = [];
  let question: string | undefined;
  let answer: string[] = [];
  let before: string[] = [];
  const flush = (): void => {
    if (question && answer.length > 0)
      found.push({ kind: 'pair', question, answer: answer.join('\n'), also: [], group: null });
    else if (question) before.push(question, ...answer);
    if (before.length > 0) found.push({ ...block, text: before.join('\n') });
    question = undefined;
    answer = [];
    before = [];
  };
  for (const line of lines) {
    if (ASKED.test(line)) {
      flush();
      question = line.replace(ASKED, '');
    } else if (question && ANSWERED.test(line) && answer.length === 0) answer.push(line.replace(ANSWERED, ''));
    else if (question && answer.length > 0) answer.push(line);
    else before.push(line);
  }
  flush();
  return found;
}
