import type { LangGraphRunnableConfig } from '@langchain/langgraph';
import { BUILT_IN } from '../../../../integrations/understanding/message/classify-builtin.ts';
import type { KnowledgeAnswer } from '../../../../kernel/contracts/knowledge.ts';
import { withoutOrders } from '../../../../knowledge/clean/find-orders.ts';
import type { DraftContext, DraftStateValue, FoundAnswer } from '../state.ts';

const LONGEST_QUESTION = 500;
const MENTION = /@[^\s@，。,.!?！？:：]{1,30}[\s\u2005]?/gu;
/** How the library leads over to a source's words; a customer needs no titles. */
const LEAD = /^(?:另外，)?《[^》]*》(?:里是这样说的|提到)：$/u;
const MARK = /\s*\[\d{1,2}\]/gu;

/** Looks for an answer in what customers may be told. Nothing sure there, or nobody to ask: a colleague answers. */
export async function lookUp(
  { input }: DraftStateValue,
  config: LangGraphRunnableConfig,
): Promise<Partial<DraftStateValue>> {
  const context = config.context as DraftContext;
  const text = withoutOrders(input.text).replaceAll(MENTION, ' ').trim().slice(0, LONGEST_QUESTION);
  if (text === '') return handOver('消息里没有可以回答的问题');
  try {
    const answer = await context.lookUp({ text, before: input.before }, context.signal);
    const found = foundIn(answer);
    return found ? { found } : handOver(reasonOf(answer));
  } catch {
    return handOver('知识库暂时查不了');
  }
}

const handOver = (reason: string): Partial<DraftStateValue> => ({ draft: { kind: 'hand_over', reason, by: BUILT_IN } });

function foundIn({ outcome, text, citations }: KnowledgeAnswer): FoundAnswer | null {
  const lines = text
    .split('\n')
    .map((line) => line.replaceAll(MARK, '').trim())
    .filter((line) => line !== '' && !LEAD.test(line));
  if (outcome !== 'answered' || lines.length === 0) return null;
  return {
    lines,
    sources: [lines.join('\n'), ...citations.map(({ title, heading, quote }) => `${title}\n${heading}\n${quote}`)],
    passageIds: citations.map(({ passage_id }) => passage_id),
  };
}

function reasonOf({ near }: KnowledgeAnswer): string {
  const titles = near.map(({ title }) => `《${title}》`).join('、');
  return titles === '' ? '知识库里没有可以对外说的答案' : `知识库里没有有把握的答案，最接近的是${titles}`;
}
