import { expect } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import type { ChannelScope } from '../../domain/messaging/messaging-scope.ts';
import { systemActor } from '../../kernel/actor.ts';
import type { AccountView, CommandDetail, CommandView, ConversationView } from '../../kernel/contracts/messaging.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import type { ServiceOverrides } from '../../server/start-service.ts';
import { scriptedChannel, type ScriptedChannel } from './scripted-channel.ts';
import { testService, type TestClient, type TestService } from './service.ts';

export const API = '/api/v1/messaging';

/** The service behind a channel that does what a test says, with callbacks by hand. */
export interface MessagingWorld {
  readonly world: TestService;
  readonly channel: ScriptedChannel;
  readonly admin: TestClient;
  /** @returns the account, and the path its vendor calls back at */
  addAccount(externalId: string, name: string): Promise<{ id: string; hook: string }>;
  say(hook: string, told: object): Promise<void>;
  conversation(name: string): Promise<ConversationView>;
  command(id: string): Promise<CommandDetail>;
  /** The commands of a conversation, the newest first. */
  commands(conversationId: string): Promise<CommandView[]>;
  /** As an engine works: outside of any request. */
  scope(): ChannelScope;
  stop(): Promise<void>;
}

export async function messagingWorld(
  environment: Record<string, string> = {},
  overrides: ServiceOverrides = {},
): Promise<MessagingWorld> {
  const channel = scriptedChannel();
  const world = await testService(environment, { channels: new Map([['worktool', channel.port]]), ...overrides });
  const admin = await world.as('administrator');
  const { parts } = world.service;
  return {
    world,
    channel,
    admin,
    addAccount: async (external_id, name) => {
      const made = await admin.call<AccountView>('POST', `${API}/accounts`, { channel: 'worktool', external_id, name });
      expect(made.status).toBe(201);
      const hook = await admin.call<{ path: string }>('GET', `${API}/accounts/${made.body.id}/callback`);
      return { id: made.body.id, hook: hook.body.path };
    },
    say: async (hook, told) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(world.url + hook, { method: 'POST', headers, body: JSON.stringify(told) });
      expect(answer.status).toBe(200);
    },
    conversation: async (name) => {
      const found = await admin.call<Page<ConversationView>>(
        'GET',
        `${API}/conversations?q=${encodeURIComponent(name)}`,
      );
      return found.body.items[0]!;
    },
    command: async (id) => (await admin.call<CommandDetail>('GET', `${API}/commands/${id}`)).body,
    commands: async (id) =>
      (await admin.call<Page<CommandView>>('GET', `${API}/commands?conversation_id=${id}`)).body.items,
    scope: () => ({
      em: forkEm(parts.orm),
      clock: parts.clock,
      actor: systemActor([]),
      events: parts.bus,
      jobs: parts.engine,
      channels: parts.channels,
    }),
    stop: () => world.stop(),
  };
}
