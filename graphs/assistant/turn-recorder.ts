import type { AnswerPart, ApprovalCard, ToolStep } from '../../kernel/contracts/chat.ts';
import { newId } from '../../kernel/ids.ts';

type AgUiEvent = Record<string, unknown> & { type: string };

/**
 * Turns what happens in a turn into AG-UI events as it happens, and keeps what the stored answer is made of. Words and
 * parts belong to one message; parts are told after the words, in the order a person reads them.
 */
export class TurnRecorder {
  readonly messageId = newId();
  readonly steps: ToolStep[] = [];
  readonly #emit: (event: AgUiEvent) => void;
  readonly #parts: AnswerPart[] = [];
  readonly #started = new Map<string, number>();
  #text = '';
  /** The first half of a character whose second half has not come yet. */
  #half = '';
  #open = false;
  #begun = false;
  #agent: string | null = null;

  constructor(emit: (event: AgUiEvent) => void) {
    this.#emit = emit;
  }

  get agent(): string | null {
    return this.#agent;
  }

  get text(): string {
    return this.#text;
  }

  get parts(): AnswerPart[] {
    return this.#parts;
  }

  /** Whether there is anything to keep as an answer. */
  get hasAnswer(): boolean {
    return this.#text !== '' || this.#parts.length > 0 || this.steps.length > 0;
  }

  agentChosen(agent: string): void {
    if (this.#agent === agent) return;
    if (this.#agent) this.#emit({ type: 'STEP_FINISHED', stepName: this.#agent });
    this.#agent = agent;
    this.#emit({ type: 'STEP_STARTED', stepName: agent });
  }

  token(words: string): void {
    const whole = this.#half + words;
    this.#half = /[\uD800-\uDBFF]$/.test(whole) ? whole.slice(-1) : '';
    const delta = whole.slice(0, whole.length - this.#half.length);
    if (delta === '') return;
    if (!this.#open) {
      this.#open = true;
      // A second stretch of words after a tool step continues the same answer on a new line.
      this.#emit({ type: 'TEXT_MESSAGE_START', messageId: this.messageId, role: 'assistant' });
      if (this.#begun && this.#text !== '') this.#say('\n\n');
      this.#begun = true;
    }
    this.#say(delta);
  }

  #say(delta: string): void {
    this.#text += delta;
    this.#emit({ type: 'TEXT_MESSAGE_CONTENT', messageId: this.messageId, delta });
  }

  /** Withdraws the words since `from`: a model failed in the middle and another one begins. */
  reset(from: number): void {
    if (this.#text.length === from) return;
    this.#text = this.#text.slice(0, from);
    this.#emit({ type: 'CUSTOM', name: 'text_replaced', value: { messageId: this.messageId, content: this.#text } });
  }

  endWords(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#emit({ type: 'TEXT_MESSAGE_END', messageId: this.messageId });
  }

  toolStarted(id: string, tool: string, title: string, args: Record<string, unknown>): void {
    this.endWords();
    this.#started.set(id, performance.now());
    this.steps.push({ id, tool, title, args, status: 'running', summary: null, duration: null });
    this.#emit({
      type: 'TOOL_CALL_START',
      toolCallId: id,
      toolCallName: tool,
      parentMessageId: this.messageId,
      metadata: { title },
    });
    this.#emit({ type: 'TOOL_CALL_ARGS', toolCallId: id, delta: JSON.stringify(args) });
    this.#emit({ type: 'TOOL_CALL_END', toolCallId: id });
  }

  toolEnded(id: string, status: 'done' | 'failed' | 'proposed', summary: string): void {
    const step = this.steps.find((one) => one.id === id);
    if (!step) return;
    const duration = Math.round(performance.now() - (this.#started.get(id) ?? performance.now()));
    Object.assign(step, { status, summary, duration });
    this.#emit({
      type: 'TOOL_CALL_RESULT',
      messageId: `${id}-result`,
      toolCallId: id,
      role: 'tool',
      content: summary,
      metadata: { duration, status },
    });
  }

  addParts(parts: readonly AnswerPart[]): void {
    // Two steps may ask the same thing; a person is asked once.
    for (const part of parts) {
      const told = JSON.stringify(part);
      if (!this.#parts.some((one) => JSON.stringify(one) === told)) this.#parts.push(part);
    }
  }

  card(card: ApprovalCard): void {
    this.endWords();
    this.#emit({
      type: 'ACTIVITY_SNAPSHOT',
      messageId: card.id,
      activityType: 'approval',
      content: card,
      replace: true,
    });
  }

  /** Ends the words and tells the parts that stand below them. */
  finish(): void {
    this.endWords();
    this.#parts.sort((a, b) => ORDER[a.type] - ORDER[b.type]);
    this.#parts.forEach((part, index) => {
      this.#emit({
        type: 'ACTIVITY_SNAPSHOT',
        messageId: `${this.messageId}-${index}`,
        activityType: part.type,
        content: part,
        replace: true,
      });
    });
    if (this.#agent) this.#emit({ type: 'STEP_FINISHED', stepName: this.#agent });
  }
}

/** The order on the page: table and chart, then the filter and the sources, then what one may do next. */
const ORDER: Readonly<Record<AnswerPart['type'], number>> = {
  table: 0,
  chart: 1,
  filter: 2,
  citations: 3,
  records: 4,
  choices: 5,
  suggestions: 6,
};
