import { decide, type Decision } from './decide.ts';
import { answerQuestion } from './dialogue/answer-question.ts';
import { readCorrection } from './dialogue/correct-request.ts';
import { editRequest } from './dialogue/edit-request.ts';
import { remember } from './remember.ts';
import { readChoice } from './dialogue/read-choice.ts';
import { readRequest } from './read-request.ts';
import { readSentence, type ReadSentence } from './reading.ts';
import { splitRequests } from './split-requests.ts';
import { suggest } from './suggest.ts';
import type { Knowledge, ToolCall, TurnInput, TurnMemory, Understanding } from './understanding.ts';

/**
 * Reads one turn of a person: calls with arguments, a question with choices, or an honest sentence with what can be done
 * instead. Never throws for any text; never makes up a recipient, an amount or a day.
 */
export function understand(input: TurnInput, knowledge: Knowledge): Understanding {
  const sentence = readSentence(input.text, knowledge, input.now);
  if (!/[\p{L}\p{N}]/u.test(sentence.text))
    return { kind: 'say', text: '您想了解什么？', suggestions: suggest([], input.tools) };
  const answered = answerOpenQuestion(sentence, input, knowledge);
  if (answered) return answered;
  if (readChoice(sentence.text, [])) return { kind: 'say', text: '好的，没有正在等您确认的事。', suggestions: [] };
  const corrected = correctLastRequest(sentence, input, knowledge);
  if (corrected) return corrected;
  return understandParts(sentence, input, knowledge);
}

function answerOpenQuestion(sentence: ReadSentence, input: TurnInput, knowledge: Knowledge): Understanding | undefined {
  const { openQuestion } = input.history;
  if (!openQuestion) return undefined;
  const fresh = decide(readRequest(sentence, input, knowledge), input.text, knowledge);
  const answer = answerQuestion(openQuestion, sentence, input, knowledge);
  if (!answer) return undefined;
  if (answer.kind === 'cancelled') return { kind: 'say', text: '好的，已经取消。', suggestions: [] };
  if (answer.kind === 'reread') {
    const tools = input.tools.filter((tool) => tool.name === answer.tool);
    return understandParts(
      readSentence(answer.said, knowledge, input.now),
      { ...input, text: answer.said, tools },
      knowledge,
    );
  }
  // A whole new request is no answer, even when one of its words would fit the question.
  if (
    fresh.kind === 'call' &&
    fresh.call.confidence > 0.8 &&
    fresh.call.tool !== openQuestion.pending.tool &&
    isLong(sentence)
  )
    return undefined;
  return resultOf(answer, sentence, input);
}

/** More than an answer needs: several things are mentioned, or many words beside them. */
function isLong({ text, spans }: ReadSentence): boolean {
  const rest = text.length - spans.reduce((sum, span) => sum + span.end - span.start, 0);
  const said = spans.filter((span) => span.readings[0]?.kind !== 'filler').length;
  return rest >= 4 || said >= 3 || (said >= 2 && rest >= 2);
}

function correctLastRequest(sentence: ReadSentence, input: TurnInput, knowledge: Knowledge): Understanding | undefined {
  const correction = input.history.lastCall && readCorrection(sentence.text);
  if (!correction) return undefined;
  const right = readSentence(sentence.rawSlice(correction.rightStart, sentence.text.length), knowledge, input.now);
  const edited = editRequest(right, [], input, knowledge);
  return edited && resultOf(edited, right, input);
}

function understandParts(sentence: ReadSentence, input: TurnInput, knowledge: Knowledge): Understanding {
  const parts = splitRequests(sentence.text);
  if (parts.length > 1) {
    const several = understandSeveral(
      parts.map((part) => sentence.rawSlice(part.start, part.end)),
      input,
      knowledge,
    );
    if (several) return several;
  }
  return (
    understandAlike(sentence, input, knowledge) ?? resultOf(understandOne(sentence, input, knowledge), sentence, input)
  );
}

/** «甲转给乙，丙转给丁»: clauses that are each the same change, of another record. */
function understandAlike(sentence: ReadSentence, input: TurnInput, knowledge: Knowledge): Understanding | undefined {
  const clauses = sentence.raw.split(/[,，;；]/u).filter((clause) => clause.trim() !== '');
  if (clauses.length < 2 || clauses.length > MOST_CLAUSES) return undefined;
  const calls: ToolCall[] = [];
  for (const text of clauses) {
    const read = readSentence(text, knowledge, input.now);
    const named = read.spans.filter((span) => span.readings[0]?.candidates);
    const decision = named.length >= 2 ? understandOne(read, { ...input, text, history: {} }, knowledge) : undefined;
    const tool = decision?.kind === 'call' && input.tools.find((candidate) => candidate.name === decision.call.tool);
    if (decision?.kind !== 'call' || !tool || tool.risk === 'read' || (calls[0] && calls[0].tool !== tool.name))
      return undefined;
    calls.push(decision.call);
  }
  return { kind: 'calls', calls };
}

const MOST_CLAUSES = 6;

/** Several calls when every part is a sure request by itself; later parts inherit the customer of the earlier ones. */
function understandSeveral(
  parts: readonly string[],
  input: TurnInput,
  knowledge: Knowledge,
): Understanding | undefined {
  const calls: ToolCall[] = [];
  let history: TurnMemory = withoutQuestion(input.history);
  for (const text of parts) {
    const part: TurnInput = { ...input, text, history };
    const decision = understandOne(readSentence(text, knowledge, input.now), part, knowledge);
    if (decision.kind !== 'call') return undefined;
    for (const call of [decision.call, ...(decision.more ?? [])])
      if (!calls.some((one) => isSameCall(one, call))) calls.push(call);
    history = remember(history, decision.call, input.tools);
  }
  return calls.length > 0 ? { kind: 'calls', calls } : undefined;
}

function isSameCall(a: ToolCall, b: ToolCall): boolean {
  return a.tool === b.tool && JSON.stringify(a.args) === JSON.stringify(b.args);
}

function withoutQuestion({ openQuestion: _open, ...rest }: TurnMemory): TurnMemory {
  return rest;
}

function understandOne(sentence: ReadSentence, input: TurnInput, knowledge: Knowledge): Decision {
  const candidates = readRequest(sentence, input, knowledge);
  return editRequest(sentence, candidates, input, knowledge) ?? decide(candidates, input.text, knowledge);
}

function resultOf(decision: Decision, sentence: ReadSentence, input: TurnInput): Understanding {
  if (decision.kind === 'call') return { kind: 'calls', calls: [decision.call, ...(decision.more ?? [])] };
  if (decision.kind === 'ask') return decision;
  return {
    kind: 'say',
    text: '抱歉，这件事我还不会做。您可以这样问我：',
    suggestions: suggest(
      sentence.pieces.flatMap((piece) => (piece.span ? [piece.span.readings[0]?.kind ?? ''] : [])),
      input.tools,
    ),
  };
}
