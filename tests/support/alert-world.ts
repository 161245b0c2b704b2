import { expect } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { queryOne } from '../../db/query.ts';
import { watchAlerts } from '../../domain/alerts/watch/watch-alerts.job.ts';
import { Classification } from '../../domain/assistant.port.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import { carryOut } from '../../domain/routing/effects/carry-out.ts';
import { effectOf, type Effect } from '../../domain/routing/effects/effect.ts';
import { keepJudgementEffect } from '../../domain/routing/effects/keep-judgement.effect.ts';
import type { FlowState } from '../../domain/routing/flow-state.ts';
import { alertJudgeNode } from '../../domain/routing/nodes/alert-judge.node.ts';
import type { Decision, NodeMoment } from '../../domain/routing/nodes/node.ts';
import { systemActor } from '../../kernel/actor.ts';
import type { AccountView } from '../../kernel/contracts/messaging.ts';
import { PERMISSIONS } from '../../kernel/contracts/identity.ts';
import { newId } from '../../kernel/ids.ts';
import { seededRandom } from '../../kernel/random.ts';
import { scriptedChannel, type ScriptedChannel } from './scripted-channel.ts';
import { testService, type TestClient, type TestService } from './service.ts';

export const CALM: Classification = {
  intent: 'question',
  confidence: 0.9,
  mood: 0.5,
  complaint: false,
  important: false,
  signs: [],
  by: 'test',
};

/** A service with a robot in groups, where a test says how each message is understood. */
export interface AlertWorld extends TestService {
  readonly channel: ScriptedChannel;
  readonly admin: TestClient;
  readonly hook: string;
  /** Somebody writes; the message is judged and its decision carried out, as a flow does it. */
  hear(said: { group: string; from: string; text?: string }, judgement?: Partial<Classification>): Promise<Heard>;
  /** A message arrives, and nothing is made of it. */
  post(said: { group: string; from: string; text: string; own?: boolean }): Promise<FlowState>;
  /** The minute's job runs, and everything it leads to. */
  watch(): Promise<void>;
  scope(): ReturnType<typeof scopeOf>;
}

export interface Heard {
  readonly state: FlowState;
  readonly decision: Decision;
}

export async function alertWorld(): Promise<AlertWorld> {
  const channel = scriptedChannel();
  const world = await testService({}, { channels: new Map([['worktool', channel.port]]) });
  const admin = await world.as('administrator');
  const made = await admin.call<AccountView>('POST', '/api/v1/messaging/accounts', {
    channel: 'worktool',
    external_id: 'robot-1',
    name: '白班机器人',
    owner_id: admin.userId,
  });
  const address = await admin.call<{ path: string }>('GET', `/api/v1/messaging/accounts/${made.body.id}/callback`);
  const hook = address.body.path;
  const post: AlertWorld['post'] = async (said) => {
    world.clock.advance({ seconds: 1 });
    const id = newId();
    const answer = await fetch(world.url + hook, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id, ...said }),
    });
    expect(answer.status).toBe(200);
    return await stateOf(world, id);
  };
  return {
    ...world,
    channel,
    admin,
    hook,
    post,
    scope: () => scopeOf(world),
    hear: async (said, judgement = {}) => {
      const state = {
        ...(await post({ text: `${said.from} ${newId()}`, ...said })),
        classified: { ...CALM, ...judgement },
      };
      await carryOutAll(world, [effectOf(keepJudgementEffect, { ...state.classified, message_id: state.message.id })]);
      return { state, decision: await judge(world, state) };
    },
    watch: async () => {
      const { parts } = world.service;
      await parts.engine.enqueue(forkEm(parts.orm), watchAlerts, {}, { singletonKey: 'now' });
      await world.drain();
    },
  };
}

async function judge(world: TestService, state: FlowState): Promise<Decision> {
  const { em, clock } = scopeOf(world);
  const moment: NodeMoment = {
    now: clock.now(),
    random: seededRandom(1),
    cause: 'arrived',
    nodeId: 'alert',
    instanceId: newId(),
    since: clock.now(),
  };
  const reading = { em, clock, assistant: undefined as never, signal: AbortSignal.timeout(10_000) };
  const config = alertJudgeNode.config.parse({});
  const facts = await alertJudgeNode.read(reading, state, config, moment);
  const decision = alertJudgeNode.decide(state, facts, config, moment);
  await carryOutAll(world, decision.effects ?? []);
  return decision;
}

async function carryOutAll(world: TestService, effects: readonly Effect[]): Promise<void> {
  await inTransaction(scopeOf(world), async (tx) => {
    for (const [place, effect] of effects.entries())
      await carryOut(tx, effect, { instanceId: newId(), nodeId: 'alert', key: `${newId()}:${place}` });
  });
}

function scopeOf({ service: { parts } }: TestService) {
  return {
    em: forkEm(parts.orm),
    clock: parts.clock,
    actor: systemActor(PERMISSIONS),
    events: parts.bus,
    jobs: parts.engine,
    channels: parts.channels,
  };
}

interface MessageRow {
  readonly id: string;
  readonly conversation_id: string;
  readonly account_id: string;
  readonly person_id: string | null;
  readonly person_name: string | null;
  readonly text: string;
  readonly sent_at: string;
  readonly customer_id: string | null;
  readonly name: string;
}

async function stateOf(world: TestService, vendorId: string): Promise<FlowState> {
  const row = await queryOne<MessageRow>(
    scopeOf(world).em,
    `select m.id, m.conversation_id, m.account_id, m.person_id, p.name as person_name, m.text, iso(m.sent_at) as sent_at, v.customer_id, v.name
     from channel_message m join channel_conversation v on v.id = m.conversation_id left join channel_person p on p.id = m.person_id
     where m.vendor_id in ($1, $2)`,
    [vendorId, `own-${vendorId}`],
  );
  const { id, conversation_id, account_id, text, sent_at } = row!;
  return {
    message: {
      id,
      conversation_id,
      account_id,
      kind: 'text',
      text,
      mentions_account: false,
      mentioned_person_ids: [],
      sent_at,
      own: false,
    },
    conversation: {
      kind: 'group',
      name: row!.name,
      internal: false,
      silent_until: null,
      customer_id: row!.customer_id,
    },
    sender: {
      person_id: row!.person_id,
      name: row!.person_name ?? '',
      role: 'user',
      role_by: 'default',
      confidence: 0.5,
      reason: '',
      contact_id: null,
      user_id: null,
    },
  };
}
