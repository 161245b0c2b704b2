import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage, HumanMessage, SystemMessage, type BaseMessage } from '@langchain/core/messages';
import type { ChatResult } from '@langchain/core/outputs';
import { Writable } from 'node:stream';
import { afterEach } from 'vitest';
import { z } from 'zod';
import {
  createModelChain,
  type ModelChainOptions,
  type TurnRequest,
} from '../../integrations/models/create-model-chain.ts';
import type { ModelSpec, ModelTool } from '../../integrations/models/model-spec.ts';
import type { ModelUsage } from '../../integrations/models/model-usage.ts';
import { createLogger } from '../../kernel/logger.ts';
import { startModelServer, type ModelServer, type ModelServerOptions } from './model-server/start-model-server.ts';
import type { Step } from './model-server/step.ts';

/** The key the servers want. */
export const KEY = 'sk-test-0123456789abcdef';

/** The model inside the process, as small as it can be. */
export class TinyModel extends BaseChatModel {
  asked = 0;
  answer: AIMessage | Error = new AIMessage('内置回答');

  override _llmType(): string {
    return 'tiny';
  }

  override async _generate(_messages: BaseMessage[]): Promise<ChatResult> {
    this.asked += 1;
    if (this.answer instanceof Error) throw this.answer;
    return { generations: [{ text: this.answer.text, message: this.answer }] };
  }
}

export const findCustomer = {
  name: 'find_customer',
  description: '按名称查客户',
  schema: z.object({ name: z.string().min(1).meta({ slot: 'customer', label: '客户' }), limit: z.int().optional() }),
} satisfies ModelTool;
export const listLeads: ModelTool = { name: 'list_leads', description: '列线索', schema: z.object({}) };

const servers: ModelServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** Starts a model server that is closed after the test. */
export async function serve(script: ModelServerOptions['script']): Promise<ModelServer> {
  const server = await startModelServer({ apiKey: KEY, ...(script === undefined ? {} : { script }) });
  servers.push(server);
  return server;
}

/** A server as an endpoint named `first`. */
export function specOf(server: ModelServer, more: Partial<ModelSpec> = {}): ModelSpec {
  return { name: 'first', baseUrl: server.url, apiKey: KEY, model: 'test-model', ...more };
}

/** A chain over the endpoints with everything it tells kept. */
export function chainOf(endpoints: readonly ModelSpec[], more: Partial<ModelChainOptions> = {}) {
  const builtin = new TinyModel({});
  const usages: ModelUsage[] = [];
  const lines: string[] = [];
  const time = { at: Date.parse('2026-11-20T02:00:00Z') };
  const out = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const chain = createModelChain({
    endpoints,
    builtin,
    timeouts: { firstTokenMs: 3000, idleMs: 3000, totalMs: 10_000 },
    breaker: { failures: 3, resetMs: 30_000 },
    clock: { now: () => new Date(time.at) },
    logger: createLogger('debug', out),
    onUsage: (usage) => void usages.push(usage),
    ...more,
  });
  /** What stands on the page: words are added, a reset takes them away. */
  const page = { shown: '', resets: 0, all: [] as string[] };
  const ask = (request: Partial<TurnRequest> = {}) =>
    chain.streamTurn({
      messages: [new SystemMessage('你是销售助手。'), new HumanMessage('查一下华东的客户')],
      tools: [],
      signal: new AbortController().signal,
      meta: { userId: 'u1', agent: 'crm', runId: 'r1' },
      onToken: (text) => {
        page.shown += text;
        page.all.push(text);
      },
      onReset: () => {
        page.shown = '';
        page.resets += 1;
      },
      ...request,
    });
  return { chain, ask, page, builtin, usages, lines, time };
}

/** One endpoint with one step; most oddities need no more. */
export async function askOne(step: Step, request: Partial<TurnRequest> = {}, more: Partial<ModelChainOptions> = {}) {
  const server = await serve([step]);
  const setup = chainOf([specOf(server)], more);
  return { ...setup, server, answer: await setup.ask(request) };
}
