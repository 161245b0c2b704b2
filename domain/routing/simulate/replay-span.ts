import { Params, query } from '../../../db/query.ts';
import type { EffectView, FlowContent } from '../../../kernel/contracts/routing.ts';
import type { Replay, ReplayedMessage, ReplaySpan, Simulation } from '../../../kernel/contracts/routing-simulation.ts';
import type { AssistantPort } from '../../assistant.port.ts';
import { visibleConversations } from '../../messaging/conversations/conversation-view.ts';
import type { Scope } from '../../scope.ts';
import { planFlow, type FlowPlan } from '../definitions/flow-plan.ts';
import { FlowState } from '../flow-state.ts';
import type { FlowEngine } from '../running/flow-engine.ts';
import { choosePlan } from './choose-content.ts';
import { simulateFlow } from './simulate-flow.ts';

type Engine = Pick<FlowEngine, 'assistant' | 'effects' | 'readLimitMs' | 'walk' | 'nodes'>;
type PathStep = ReplayedMessage['before'][number];

interface Done {
  readonly id: string;
  /** The version it ran on. */
  readonly version_id: string;
  readonly content: FlowContent;
  readonly message_id: string;
  readonly text: string;
  readonly state: unknown;
  readonly seed: number;
  readonly started_at: string;
  readonly path: PathStep[];
}

/**
 * Lets stored messages of a span go through another version in thought, and says what would be different. People, tasks and
 * settings are those of today, for the version they ran on as well as for the draft; how a message was understood, and what was
 * drafted, is what was stored: so only the flow makes the difference. `before` is the path of the log. Nothing is written.
 *
 * @throws AppError `routing.flow_invalid`, `routing.flow_not_found`, `routing.version_not_found`, `routing.nothing_to_replay`,
 * `routing.node_type_unknown` when this build cannot run a version of then
 */
export async function replaySpan(
  scope: Pick<Scope, 'em' | 'actor'>,
  engine: Engine,
  input: ReplaySpan,
  signal: AbortSignal,
): Promise<Replay> {
  const draft = await choosePlan(scope, engine.nodes, input);
  const former = new Map<string, FlowPlan>();
  const items: ReplayedMessage[] = [];
  for (const done of await readDone(scope, input)) {
    signal.throwIfAborted();
    const old = former.get(done.version_id) ?? planFlow(done.content, engine.nodes);
    former.set(done.version_id, old);
    items.push(await replayOne(scope, engine, { draft, former: old }, done, signal));
  }
  return {
    messages: items.length,
    changed: items.filter(({ changed }) => changed).length,
    failed: items.filter(({ error }) => error !== null).length,
    items,
  };
}

/** What ended in the span; what is on its way has no end to compare with. */
async function readDone(scope: Pick<Scope, 'em' | 'actor'>, input: ReplaySpan): Promise<Done[]> {
  const params = new Params();
  const [from, to] = [params.add(input.from), params.add(input.to)];
  const where = [visibleConversations(scope.actor, 'v', params)];
  if (input.conversation_id) where.push(`i.conversation_id = ${params.add(input.conversation_id)}`);
  return await query<Done>(
    scope.em,
    `select i.id, f.id as version_id, f.content, i.message_id, left(m.text, 80) as text, i.state, i.seed, iso(i.started_at) as started_at,
       (select coalesce(jsonb_agg(jsonb_build_object('node_id', l.node_id, 'way', l.way, 'node_title', coalesce(
            (select n ->> 'title' from jsonb_array_elements(f.content -> 'nodes') n where n ->> 'id' = l.node_id), l.node_id))
            order by l.seq) filter (where l.waits_until is null and (l.error is null or l.way is not null)), '[]')
        from flow_execution_logs l where l.instance_id = i.id) as path
     from flow_instances i join flow_versions f on f.id = i.flow_version_id join channel_message m on m.id = i.message_id
       join channel_conversation v on v.id = i.conversation_id
     where i.status in ('finished', 'failed') and i.started_at >= ${from} and i.started_at < ${to} and ${where.join(' and ')}
     order by i.seq limit ${params.add(input.limit)}`,
    params.values,
  );
}

async function replayOne(
  scope: Pick<Scope, 'em'>,
  engine: Engine,
  plans: { readonly draft: FlowPlan; readonly former: FlowPlan },
  done: Done,
  signal: AbortSignal,
): Promise<ReplayedMessage> {
  const state = FlowState.parse(done.state);
  const imagined = {
    em: scope.em,
    message: state.message,
    now: new Date(done.started_at),
    seed: done.seed,
    instanceId: done.id,
    assistant: asUnderstood(engine.assistant, state),
    signal,
  };
  const [then, draft] = [
    await simulateFlow(engine, { ...imagined, plan: plans.former }),
    await simulateFlow(engine, { ...imagined, plan: plans.draft }),
  ];
  const after = wayOf(draft);
  const partsAt = firstParting(wayOf(then), after);
  const [old, fresh] = [then, draft].map(({ path }) => path.flatMap(({ effects }) => effects)) as [
    EffectView[],
    EffectView[],
  ];
  const [gone, made] = [without(old, fresh), without(fresh, old)];
  return {
    instance_id: done.id,
    message_id: done.message_id,
    text: done.text,
    started_at: done.started_at,
    changed: partsAt !== null || gone.length > 0 || made.length > 0,
    parts_at: partsAt,
    before: done.path,
    after,
    effects_gone: gone,
    effects_new: made,
    error: draft.error,
  };
}

/** The nodes that were left or ended the flow; where one waited is left out. */
function wayOf({ path }: Simulation): PathStep[] {
  return path
    .filter(({ waits_until: waits, error, way }) => waits === null && (error === null || way !== null))
    .map(({ node_id, node_title, way }) => ({ node_id, node_title, way }));
}

/** The model is not asked again for what it said then: it might say something else today. */
function asUnderstood(assistant: AssistantPort, { classified, reply }: FlowState): AssistantPort {
  return {
    classifyMessage: (input, signal) =>
      classified ? Promise.resolve(classified) : assistant.classifyMessage(input, signal),
    draftReply: (input, signal) =>
      reply?.text
        ? Promise.resolve({
            kind: 'answer',
            text: reply.text,
            by: reply.by ?? 'log',
            passageIds: reply.passage_ids ?? [],
          })
        : assistant.draftReply(input, signal),
  };
}

/** The node after which the two go different ways; null when they do not. */
function firstParting(before: readonly PathStep[], after: readonly PathStep[]): string | null {
  for (let at = 0; at < Math.max(before.length, after.length); at += 1) {
    const [old, fresh] = [before[at], after[at]];
    if (old?.node_id !== fresh?.node_id || old?.way !== fresh?.way) return (old ?? fresh)!.node_id;
  }
  return null;
}

/** Effects of the one list that the other lacks; moments do not count, for each replay has its own. */
function without(list: readonly EffectView[], other: readonly EffectView[]): EffectView[] {
  const left = other.map(printOf);
  return list.filter((effect) => {
    const at = left.indexOf(printOf(effect));
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

const MOMENT = /"\d{4}-\d\d-\d\dT[\d:.]+Z"/g;

function printOf({ kind, payload }: Omit<EffectView, 'title'>): string {
  const sorted = Object.entries(payload).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([kind, sorted]).replaceAll(MOMENT, '"moment"');
}
