import type { Decision } from '../decide.ts';
import { settle } from '../decide.ts';
import { isComposed, type Candidate } from '../read-request.ts';
import { tokenise, type Token } from '../ranking/tokenise.ts';
import type { ReadSentence } from '../reading.ts';
import { fillSlots } from '../slots/fill-slots.ts';
import { fittingReading } from '../slots/slot-value.ts';
import { slotsOf, type ToolDeclaration } from '../tool-declaration.ts';
import type { Knowledge, TurnInput } from '../understanding.ts';
import { editReport } from './edit-report.ts';
import { turnsOrder } from '../report/report-words.ts';

/** Words that point back to the last request. */
const POINTING =
  /^(?:那|那么|再|换成|换|改成|改为|改|只看|只要|就看|就|限|看|如果|要是|另外|还有|加上|也|和|跟|按)|(?:呢|也看看|也看下|也一样|也要|比呢|的话)[?？。!！]?$/u;
/** Words that may stand beside the new part without making a request of their own. */
const SMALL_WORDS = new Set(
  '那 那么 换成 换 改成 改为 改 改按 只看 只要 就看 看看 看下 看 呢 再 再加 再看 按 加上 也 还有 的话 如果 要是 只 就 来看 一样 同样 分 比 对比 相比 数据 情况 的 部分 区 这边 那边 一下 拆 拆分 拆开 统计 名 前 要 看一下 也看看 再按 怎么样 如何 咋样 怎样 多少 维度 算 一起 放进来 带上 加 去掉 除了 除去 不要 不看 排除 剔除 去除 来 来自 从 是 找 拉 列'.split(
    ' ',
  ),
);

/**
 * A sentence that is only a piece of a request («那华南呢？»«换成按经理»«只看上个月») changes the last one. Nothing when it
 * stands by itself.
 */
export function editRequest(
  sentence: ReadSentence,
  candidates: readonly Candidate[],
  input: TurnInput,
  knowledge: Knowledge,
): Decision | undefined {
  const { lastCall } = input.history;
  const tool = lastCall && input.tools.find((candidate) => candidate.name === lastCall.tool);
  if (!lastCall || !tool) return undefined;
  const asked = slotsOf(tool).find((slot) => slot.slot === 'question');
  if (asked) return askFurther(sentence, tool, asked.arg, candidates, knowledge);
  if (!isPiece(sentence, tool, candidates)) return undefined;
  if (isComposed(tool)) {
    const args = editReport(lastCall.args, sentence, knowledge.layer, input.history);
    return JSON.stringify(args) === JSON.stringify(lastCall.args)
      ? undefined
      : settle({ tool, args: { ...args }, problems: [] }, knowledge);
  }
  const rank = {
    alignment: {
      phrase: { tool: tool.name, source: '', tokens: [], views: { masked: '', worded: '', kinds: [] } },
      likeness: 0,
      captures: [],
    },
  };
  const moment = slotsOf(tool).flatMap((slot) =>
    slot.slot === 'instant' && typeof lastCall.args[slot.arg] === 'string' ? [String(lastCall.args[slot.arg])] : [],
  )[0];
  const filled = fillSlots(tool, rank.alignment, sentence, {
    gazetteer: knowledge.gazetteer,
    memory: {},
    now: input.now,
    ordinary: (word) => knowledge.ranker.isOrdinary(word),
    ...(moment ? { moment } : {}),
  });
  const problems = filled.problems.filter((problem) => problem.kind !== 'missing');
  if (Object.keys(filled.args).length === 0 && problems.length === 0) return undefined;
  return settle({ tool, args: { ...lastCall.args, ...filled.args }, problems }, knowledge);
}

/** From this likeness to a phrase on a sentence is a request of its own. */
const OWN_REQUEST = 0.75;
const LONGEST_FURTHER = 20;

/** «那超过三十天呢» after a question asks on: whoever answers it knows what was asked before. */
function askFurther(
  sentence: ReadSentence,
  tool: ToolDeclaration,
  arg: string,
  candidates: readonly Candidate[],
  knowledge: Knowledge,
): Decision | undefined {
  const { text } = sentence;
  if (tool.risk !== 'read' || text.length > LONGEST_FURTHER || !POINTING.test(text)) return undefined;
  const [best] = candidates;
  if (best && !best.knowHow && best.rank.alignment.likeness >= OWN_REQUEST) return undefined;
  return settle({ tool, args: { [arg]: sentence.raw.trim() }, problems: [] }, knowledge);
}

function isPiece(sentence: ReadSentence, tool: ToolDeclaration, candidates: readonly Candidate[]): boolean {
  const words = tokenise(sentence.pieces);
  const flags = slotsOf(tool).flatMap((slot) => (slot.slot === 'flag' ? (slot.cue ?? []) : []));
  const raised = flags.some((cue) => sentence.text.includes(cue));
  const loud = words.filter(
    (word) =>
      !word.silent &&
      !word.span &&
      !SMALL_WORDS.has(word.text) &&
      !isOwnWord(word, tool) &&
      !flags.some((cue) => cue.includes(word.text) || word.text.includes(cue)),
  );
  const hasPart = sentence.spans.some((span) => span.readings[0]?.kind !== 'filler') || raised || isComposed(tool);
  if (isComposed(tool) && turnsOrder(sentence.text) && sentence.text.length <= 8) return true;
  if (!hasPart || !fitsTool(sentence, tool)) return false;
  const points = POINTING.test(sentence.text);
  if (isOnlyOrderWords(loud, sentence.text, tool)) return true;
  const [best] = candidates;
  // 「没分配的」 after a list of leads narrows that list.
  if (loud.length > 0)
    return (
      /的[呢吗]?$/u.test(sentence.text) &&
      sentence.text.length <= 10 &&
      best?.tool.name === tool.name &&
      tool.risk === 'read'
    );
  const standsAlone =
    best !== undefined &&
    best.rank.alignment.likeness >= 0.9 &&
    best.problems.length === 0 &&
    best.rank.probability > 0.5;
  return points || !standsAlone || best?.tool.name === tool.name || sentence.text.length <= 8;
}

/** The name of one of the last tool's arguments, or a word for changing or handing over what the tool changes. */
function isOwnWord(word: Token, tool: ToolDeclaration): boolean {
  if (slotsOf(tool).some((slot) => slot.label.includes(word.text) || word.text.includes(slot.label))) return true;
  return tool.risk !== 'read' && word.meanings.some((meaning) => meaning === 'change' || meaning === 'transfer');
}

/** 「只要前三名」「从低到高」 change a report's order though they name no record. */
function isOnlyOrderWords(loud: readonly Token[], text: string, tool: ToolDeclaration): boolean {
  return (
    isComposed(tool) &&
    text.length <= 10 &&
    /前.{1,3}|最[高多低少好差]|从.到.|倒数|升序|降序|排/u.test(text) &&
    loud.length <= 3
  );
}

/** Every part must have a place in the last tool. */
function fitsTool({ spans }: ReadSentence, tool: ToolDeclaration): boolean {
  if (isComposed(tool))
    return spans.every(
      (span) => !['phone', 'quoted', 'unknown_name', 'money', 'contact', 'lead'].includes(span.readings[0]?.kind ?? ''),
    );
  const slots = slotsOf(tool);
  return spans.every(
    (span) =>
      ['filler', 'that'].includes(span.readings[0]?.kind ?? '') || slots.some((slot) => fittingReading(slot, span)),
  );
}
