import { HumanMessage } from '@langchain/core/messages';
import { Command } from '@langchain/langgraph';
import type { Agent } from '../../agents/agent.ts';
import { beginRun, type RunInput } from '../../domain/chat/begin-run.ts';
import { expireApprovalsOf } from '../../domain/chat/approvals.ts';
import { plainValue } from '../../domain/chat/plain-text.ts';
import { endRun, type RunEnd } from '../../domain/chat/end-run.ts';
import { renewRun, takeOverRuns, type OrphanRun } from '../../domain/chat/run-lease.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { EventBus } from '../../kernel/bus/events.ts';
import type { Clock } from '../../kernel/clock.ts';
import { toAppError } from '../../kernel/errors.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { Tool } from '../../tools/tool.ts';
import type { AssistantGraph } from './graph.ts';
import { RunStream } from './run-stream.ts';
import { settleAside } from './settle-aside.ts';
import type { AssistantStateValue } from './state.ts';
import type { CallModel, RankAgents, TurnContext } from './turn-context.ts';
import { TurnRecorder } from './turn-recorder.ts';

export interface AssistantParts {
  readonly graph: AssistantGraph;
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A fresh unit of work for this actor. */
  readonly scopeOf: (actor: Actor) => Scope;
  /** The person behind a run that is taken over; undefined when they may not use the service any more. */
  readonly findActor: (userId: string) => Promise<Actor | undefined>;
  readonly agents: readonly Agent[];
  /** What may propose cards without being asked in the chat. */
  readonly outside: readonly Agent[];
  readonly toolsOf: (agent: Agent, actor: Actor) => readonly Tool[];
  readonly modelFor: (turn: { actor: Actor; runId: string; signal: AbortSignal }) => CallModel;
  readonly rankAgents: (actor: Actor) => RankAgents;
  readonly hasModel: boolean;
  readonly onRunEnd: (status: RunEnd['status']) => void;
  readonly onToolCall: TurnContext['onToolCall'];
}

interface LiveRun {
  readonly userId: string;
  readonly abort: AbortController;
  readonly stream: RunStream;
  readonly done: Promise<void>;
}

interface RunOrder {
  readonly actor: Actor;
  readonly threadId: string;
  readonly runId: string;
  readonly attempt: number;
  readonly lastSeq: number;
  readonly input: RunInput;
  readonly title?: string;
  /** Somebody asked to stop it before it began again here. */
  readonly isCancelled?: boolean;
}

/** How a run ends: what is stored of it, and the event that says so. */
interface Ending {
  readonly status: RunEnd['status'];
  readonly error: string | null;
  readonly event: { type: 'RUN_FINISHED' | 'RUN_ERROR'; [key: string]: unknown };
}

const RENEW_MS = 10_000;
/** A run that begins again leaves this much room, so that its events never take a place that a reader saw already. */
const TAKEOVER_GAP = 1000;

/** Begins, follows, stops and takes over the assistant's runs in this process. */
export class AssistantRuns {
  readonly #parts: AssistantParts;
  readonly #live = new Map<string, LiveRun>();
  readonly #unsubscribe: readonly (() => void)[];
  #closing = false;

  constructor(parts: AssistantParts) {
    this.#parts = parts;
    this.#unsubscribe = [
      parts.bus.subscribe('chat.cancel', ({ runId }) => this.#live.get(runId)?.abort.abort('cancelled')),
      parts.bus.subscribe('identity.user_changed', ({ id }) => void this.#stopIfLocked(id)),
    ];
  }

  /**
   * Records the question and begins to answer; the answer goes on whether or not anybody listens.
   * @returns false when this run id was begun before
   * @throws AppError `chat.busy`, `chat.empty`, `chat.too_long`, `chat.run_taken`, `chat.conversation_not_found`
   */
  async start(actor: Actor, order: { threadId: string; runId: string; input: RunInput }): Promise<boolean> {
    const begun = await beginRun(this.#parts.scopeOf(actor), order);
    if (!begun) return false;
    this.#launch({
      actor,
      ...order,
      attempt: begun.attempt,
      lastSeq: begun.lastSeq,
      ...(begun.isNew ? { title: begun.title } : {}),
    });
    return true;
  }

  /** Continues runs whose process died. @returns how many */
  async takeOver(systemScope: Pick<Scope, 'em' | 'clock'>): Promise<number> {
    if (this.#closing) return 0;
    const orphans = await takeOverRuns(systemScope);
    for (const orphan of orphans) {
      const actor = await this.#parts.findActor(orphan.userId);
      if (!actor) {
        await this.#giveUp(systemScope, orphan);
        continue;
      }
      await expireApprovalsOf(this.#parts.scopeOf(actor), orphan.runId);
      this.#launch({ ...orphan, actor, lastSeq: orphan.lastSeq + TAKEOVER_GAP });
    }
    return orphans.length;
  }

  /** Stores the events of a run that this process still holds back. */
  async flush(runId: string): Promise<void> {
    await this.#live.get(runId)?.stream.flush();
  }

  /** Waits until no run of this process is under way (tests, draining). */
  async idle(): Promise<void> {
    while (this.#live.size > 0) await Promise.allSettled([...this.#live.values()].map((run) => run.done));
  }

  /** Lets running answers end within the time given; the rest is left for another process to take over. */
  async stop(graceMs: number): Promise<void> {
    this.#closing = true;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, graceMs);
    });
    await Promise.race([this.idle(), late]);
    clearTimeout(timer);
    for (const run of this.#live.values()) run.abort.abort('closing');
    await this.idle();
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
  }

  /** The answers of a person who may not use the service any more are stopped. */
  async #stopIfLocked(userId: string): Promise<void> {
    const theirs = [...this.#live.values()].filter((run) => run.userId === userId);
    if (theirs.length === 0 || (await this.#parts.findActor(userId).catch(() => 'unknown'))) return;
    for (const run of theirs) run.abort.abort('cancelled');
  }

  /** Ends a run whose person is locked; else it would be taken over again for ever. */
  async #giveUp(scope: Pick<Scope, 'em' | 'clock'>, orphan: OrphanRun): Promise<void> {
    const { threadId, runId, attempt, lastSeq } = orphan;
    const event = { type: 'RUN_FINISHED', threadId, runId, outcome: { type: 'cancelled' } };
    await endRun(
      { ...scope, events: this.#parts.bus },
      {
        threadId,
        runId,
        attempt,
        status: 'cancelled',
        agent: null,
        error: null,
        events: [{ seq: lastSeq + TAKEOVER_GAP, runId, event }],
      },
    );
  }

  #launch(order: RunOrder): void {
    const abort = new AbortController();
    if (order.isCancelled) abort.abort('cancelled');
    const stream = new RunStream({
      threadId: order.threadId,
      runId: order.runId,
      attempt: order.attempt,
      userId: order.actor.userId,
      lastSeq: order.lastSeq,
      events: this.#parts.bus,
      scope: () => this.#parts.scopeOf(order.actor),
      onError: (error) =>
        this.#parts.logger.warn({ error, runId: order.runId }, 'Events of a run could not be stored yet'),
      onLost: () => abort.abort('lost'),
    });
    const done = this.#run(order, abort, stream).finally(() => this.#live.delete(order.runId));
    this.#live.set(order.runId, { userId: order.actor.userId, abort, stream, done });
  }

  async #run(order: RunOrder, abort: AbortController, stream: RunStream): Promise<void> {
    const recorder = new TurnRecorder((event) => stream.emit(event));
    const renewal = setInterval(() => void this.#renew(order, abort), RENEW_MS);
    try {
      this.#announce(order, stream);
      abort.signal.throwIfAborted();
      const outcome = await this.#answer(order, abort.signal, recorder);
      recorder.finish();
      await this.#end(order, stream, recorder, {
        status: outcome.type === 'interrupt' ? 'interrupted' : 'finished',
        error: null,
        event: finished(order, outcome),
      });
    } catch (thrown) {
      await this.#endBroken(order, abort, stream, recorder, thrown).catch((error: unknown) =>
        this.#parts.logger.error({ error, runId: order.runId }, 'A run could not be ended'),
      );
    } finally {
      clearInterval(renewal);
    }
  }

  #announce(order: RunOrder, stream: RunStream): void {
    stream.emit({
      type: 'RUN_STARTED',
      threadId: order.threadId,
      runId: order.runId,
      metadata: { attempt: order.attempt },
    });
    if (order.input.message) stream.emit({ type: 'CUSTOM', name: 'user_message', value: order.input.message });
    if (order.title) stream.emit({ type: 'CUSTOM', name: 'conversation_title', value: { title: order.title } });
  }

  async #answer(
    order: RunOrder,
    signal: AbortSignal,
    recorder: TurnRecorder,
  ): Promise<{ type: 'success' } | { type: 'interrupt'; interrupts: object[] }> {
    const turn = this.#turn(order, signal, recorder);
    const config = {
      configurable: { thread_id: order.threadId },
      context: { turn },
      durability: 'exit' as const,
      recursionLimit: 40,
      signal,
    };
    const decisions = order.input.decisions;
    if (decisions) {
      const snapshot = await this.#parts.graph.getState({ configurable: { thread_id: order.threadId } });
      const waiting = (snapshot.values as Partial<AssistantStateValue>).waiting ?? [];
      const isPaused = snapshot.next.includes('settle_cards') && waiting.some((card) => card.approvalId in decisions);
      if (!isPaused) {
        await settleAside(turn, decisions);
        return { type: 'success' };
      }
    }
    const input = decisions
      ? new Command<typeof decisions, Partial<AssistantStateValue>, 'settle_cards'>({ resume: decisions })
      : {
          messages: [
            new HumanMessage({
              id: order.input.message?.id ?? order.runId,
              content: order.input.message?.content ?? '',
            }),
          ],
        };
    const result = await this.#parts.graph.invoke(input, config);
    const waiting = (result as AssistantStateValue).waiting ?? [];
    if (waiting.length === 0) return { type: 'success' };
    return {
      type: 'interrupt',
      interrupts: waiting.map((card) => ({
        id: card.approvalId,
        reason: 'approval',
        toolCallId: card.toolCallId,
        ...(card.summary ? { message: card.summary, expiresAt: card.expiresAt } : {}),
      })),
    };
  }

  #turn(order: RunOrder, signal: AbortSignal, recorder: TurnRecorder): TurnContext {
    const { actor } = order;
    const isOpenTo = (agent: Agent): boolean => actor.permissions.has(agent.permission);
    const agents = this.#parts.agents.filter(isOpenTo);
    return {
      threadId: order.threadId,
      runId: order.runId,
      actor,
      clock: this.#parts.clock,
      signal,
      recorder,
      agents,
      proposers: [...agents, ...this.#parts.outside.filter(isOpenTo)],
      scopeFor: (agent, approvalId) =>
        this.#parts.scopeOf({ ...actor, kind: 'agent', agent, ...(approvalId ? { approvalId } : {}) }),
      toolsOf: (agent) => this.#parts.toolsOf(agent, actor),
      callModel: this.#parts.modelFor({ actor, runId: order.runId, signal }),
      rankAgents: this.#parts.rankAgents(actor),
      hasModel: this.#parts.hasModel,
      onToolCall: this.#parts.onToolCall,
    };
  }

  async #endBroken(
    order: RunOrder,
    abort: AbortController,
    stream: RunStream,
    recorder: TurnRecorder,
    thrown: unknown,
  ): Promise<void> {
    if (abort.signal.reason === 'lost' || abort.signal.reason === 'closing') {
      // Another process goes on with this run; what was said here is stored for the reader, the run stays open.
      await stream.flush();
      return;
    }
    if (abort.signal.reason === 'cancelled') {
      recorder.finish();
      const event = finished(order, { type: 'cancelled' });
      await this.#end(order, stream, recorder, { status: 'cancelled', error: null, event });
      return;
    }
    const error = toAppError(thrown);
    this.#parts.logger.error({ error: thrown, code: error.code, runId: order.runId }, 'A run failed');
    recorder.endWords();
    const event = { type: 'RUN_ERROR' as const, message: error.sentence(order.actor.locale), code: error.code };
    await this.#end(order, stream, recorder, { status: 'failed', error: error.code, event });
  }

  async #end(
    order: RunOrder,
    stream: RunStream,
    recorder: TurnRecorder,
    { status, error, event }: Ending,
  ): Promise<void> {
    const { text, parts, steps } = recorder;
    const message = plainValue({ id: recorder.messageId, content: text, parts, steps });
    const isHeld = await stream.end(event, (events) =>
      endRun(this.#parts.scopeOf(order.actor), {
        threadId: order.threadId,
        runId: order.runId,
        attempt: order.attempt,
        status,
        agent: recorder.agent,
        error,
        ...(recorder.hasAnswer || status === 'failed' ? { message } : {}),
        events,
      }),
    );
    if (isHeld) this.#parts.onRunEnd(status);
  }

  async #renew(order: RunOrder, abort: AbortController): Promise<void> {
    const state = await renewRun(this.#parts.scopeOf(order.actor), order.runId, order.attempt).catch(
      () => 'held' as const,
    );
    if (state === 'lost') abort.abort('lost');
    if (state === 'cancel') abort.abort('cancelled');
  }
}

function finished(order: RunOrder, outcome: { type: string }): Ending['event'] {
  return { type: 'RUN_FINISHED', threadId: order.threadId, runId: order.runId, outcome };
}
