import { AsyncLocalStorage } from 'node:async_hooks';
import { Pool } from 'pg';
import type { Agent } from '../../agents/agent.ts';
import { OUTSIDE_ASSISTANT } from '../../agents/outside-assistant.ts';
import { forkEm } from '../../db/orm.ts';
import { actorOf, loadUser } from '../../domain/identity/load-actor.ts';
import { withinBudget } from '../../domain/metering/within-budget.ts';
import { AssistantRuns } from '../../graphs/assistant/assistant-runs.ts';
import { compileAssistant } from '../../graphs/assistant/graph.ts';
import type { CallModel, RankAgents } from '../../graphs/assistant/turn-context.ts';
import type { ModelChain } from '../../integrations/models/create-model-chain.ts';
import {
  BuiltinChatModel,
  type TurnContext as BuiltinTurn,
} from '../../integrations/understanding/chat/builtin-chat-model.ts';
import { rankAgents } from '../../integrations/understanding/rank-agents.ts';
import type { ToolDeclaration } from '../../integrations/understanding/tool-declaration.ts';
import { systemActor, type Actor } from '../../kernel/actor.ts';
import type { KnowledgeEngine } from '../../knowledge/engine.ts';
import type { Tool, ToolScope } from '../../tools/tool.ts';
import type { ServiceParts } from '../parts.ts';
import { createChain } from './create-chain.ts';
import { LiveKnowledge } from './live-knowledge.ts';
import { OneStatementSaver } from './one-statement-saver.ts';
import { visibleTo } from './visible-to.ts';
import { SERVICE_HEALTH_SIGNALS } from '../health-signals.ts';

/** Who works here and with what. */
export interface Staff {
  readonly tools: readonly Tool[];
  readonly agents: readonly Agent[];
}

export interface Assistant {
  readonly runs: AssistantRuns;
  readonly models: ModelChain;
  /** The tools another program may call over MCP in this person's name. */
  readonly toolsOutside: (actor: Actor) => Tool[];
  /** A fresh unit of work for tools. */
  readonly scopeOf: (actor: Actor) => ToolScope;
  stop(): Promise<void>;
}

/** How much better the first agent's best tool must fit before no model is asked. */
const SURE_BY = 0.1;
const CHECKPOINT_SCHEMA = 'langgraph';

/** Puts the assistant together: models with the built-in one behind them, agents, tools, checkpoints and runs. */
export async function composeAssistant(
  parts: ServiceParts,
  databaseUrl: string,
  { tools, agents }: Staff,
  engine: KnowledgeEngine,
): Promise<Assistant> {
  const declarations = tools.map((tool) => declarationOf(tool, agents));
  const knowledge = await LiveKnowledge.start(parts, declarations);
  const turns = new AsyncLocalStorage<{ actor: Actor }>();
  const actorNow = (): Actor => turns.getStore()?.actor ?? systemActor([]);
  const builtin = new BuiltinChatModel({
    tools: declarations,
    knowledge: () => knowledge.for(visibleTo(actorNow())),
    turn: () => turnFor(actorNow()),
  });
  const { firstTokenMs, totalMs } = parts.config;
  const models = createChain(parts, builtin, { firstTokenMs, idleMs: firstTokenMs, totalMs });
  const pool = new Pool({ connectionString: databaseUrl, max: 4 });
  pool.on('error', (error) => parts.logger.warn({ error }, 'A checkpoint connection was lost'));
  const saver = new OneStatementSaver(pool, CHECKPOINT_SCHEMA);
  await saver.setup();
  const scopeOf = (actor: Actor): ToolScope => ({
    em: forkEm(parts.orm),
    clock: parts.clock,
    actor,
    events: parts.bus,
    jobs: parts.engine,
    knowledge: engine,
    healthSignals: SERVICE_HEALTH_SIGNALS,
    channels: parts.channels,
    calls: parts.calls,
  });
  const toolsOf = (agent: Agent, actor: Actor): Tool[] =>
    tools.filter((tool) => agent.tools.includes(tool.name) && actor.permissions.has(tool.permission));
  const turnFor = (actor: Actor): BuiltinTurn => ({
    me: { name: actor.name, role: actor.role },
    now: parts.clock.now(),
  });

  const modelFor =
    (turn: { actor: Actor; runId: string; signal: AbortSignal }): CallModel =>
    async (request) => {
      const answer = await turns.run({ actor: turn.actor }, () =>
        models.streamTurn({
          messages: request.messages,
          tools: request.tools.map((tool) => ({ name: tool.name, description: tool.description, schema: tool.input })),
          signal: turn.signal,
          meta: { userId: turn.actor.userId, agent: request.agent, runId: turn.runId },
          onToken: request.onToken,
          onReset: request.onReset,
          admit: () => withinBudget(scopeOf(turn.actor), request.agent),
        }),
      );
      return answer.message;
    };

  const rankFor =
    (actor: Actor): RankAgents =>
    (text, candidates) => {
      const usable = declarations.filter((declaration) =>
        tools.some((tool) => tool.name === declaration.name && actor.permissions.has(tool.permission)),
      );
      const ranks = rankAgents(
        { text, history: {}, tools: usable, ...turnFor(actor) },
        knowledge.for(visibleTo(actor)),
      ).filter((rank) => candidates.some((agent) => agent.name === rank.agent));
      const [first, second] = ranks;
      return first && { agent: first.agent, sure: !second || first.score - second.score >= SURE_BY };
    };

  const runs = new AssistantRuns({
    graph: compileAssistant(saver),
    bus: parts.bus,
    clock: parts.clock,
    logger: parts.logger,
    scopeOf,
    findActor: async (userId) => {
      const user = await loadUser(forkEm(parts.orm), userId);
      return user && actorOf(user, { locale: 'zh' });
    },
    agents,
    outside: [OUTSIDE_ASSISTANT],
    toolsOf,
    modelFor,
    rankAgents: rankFor,
    hasModel: parts.config.secrets.models.length > 0,
    onRunEnd: (status) => parts.metrics.runs.inc({ status }),
    onToolCall: (tool, outcome, seconds) => parts.metrics.toolCalls.observe({ tool, outcome }, seconds),
  });
  return {
    runs,
    models,
    toolsOutside: (actor) => toolsOf(OUTSIDE_ASSISTANT, actor),
    scopeOf,
    stop: async () => {
      await runs.stop(parts.config.shutdownGraceMs);
      knowledge.stop();
      await pool.end();
    },
  };
}

function declarationOf(tool: Tool, agents: readonly Agent[]): ToolDeclaration {
  const owners = agents.filter((agent) => agent.specialties.includes(tool.name)).map((agent) => agent.name);
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    agents: owners,
    risk: tool.risk,
    phrases: tool.phrases,
    input: tool.input,
  };
}
