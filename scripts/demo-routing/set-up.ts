import type { ChannelPort } from '../../domain/messaging/channel.port.ts';
import type { WorktoolSimulator } from '../../integrations/channels/worktool/simulator/start-worktool-simulator.ts';
import type { AccountView, ConversationView } from '../../kernel/contracts/messaging.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import type { FlowVersionDetail, FlowView, NodeTypeView } from '../../kernel/contracts/routing.ts';
import type { Service } from '../../server/start-service.ts';
import { GROUP, WORK_GROUP } from './story.ts';

interface Stage {
  readonly service: Service;
  readonly vendor: WorktoolSimulator;
  readonly channel: ChannelPort;
  readonly password: string;
  readonly say: (from: string, group: string, text: string) => Promise<void>;
}

const ROBOTS = [
  ['robot-day', '小枢', 'day_reply'],
  ['robot-night', '小枢夜间', 'night_reply'],
  ['robot-notice', '小枢通知', 'notifier'],
] as const;

/** Sets the service up as an administrator would: robots, their duties, and the work group that hears of everything. */
export async function setUp({ service, channel, password, say }: Stage): Promise<void> {
  const call = await signIn(service.url, password);
  const posts: { duty: string; account_id: string }[] = [];
  for (const [external_id, name, duty] of ROBOTS) {
    const account = await call<AccountView>('POST', '/messaging/accounts', { channel: 'worktool', external_id, name });
    const { path } = await call<{ path: string }>('GET', `/messaging/accounts/${account.id}/callback`);
    const vendorAccount = { id: account.id, external_id, secret: null, own_id: null };
    await channel.setCallback!(vendorAccount, `${service.url}${path}`);
    posts.push({ duty, account_id: account.id });
  }
  await call('PUT', '/messaging/roster', { posts });
  for (const who of ['周总', '老丁']) await say(who, GROUP, '大家好');
  await say('群助理小陈', WORK_GROUP, '收到');
  await notify(call, WORK_GROUP);
}

type Call = <T>(method: string, path: string, body?: unknown) => Promise<T>;

async function signIn(url: string, password: string): Promise<Call> {
  let token = '';
  const call: Call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const login = await call<{ access_token: string }>('POST', '/auth/login', { username: 'admin', password });
  token = login.access_token;
  return call;
}

/** A version of the flow whose notices go to the work group, wherever a node can send one. */
async function notify(call: Call, group: string): Promise<void> {
  const found = await call<Page<ConversationView>>('GET', `/messaging/conversations?q=${encodeURIComponent(group)}`);
  const types = await call<NodeTypeView[]>('GET', '/routing/node-types');
  const telling = new Set(
    types.filter(({ default_config: config }) => 'notify_conversation_id' in config).map(({ type }) => type),
  );
  const flow = (await call<Page<FlowView>>('GET', '/routing/flows')).items[0]!;
  const path = `/routing/flows/${flow.id}`;
  const { content } = await call<FlowVersionDetail>('GET', `${path}/versions/${flow.newest_number}`);
  const nodes = content.nodes.map((node) =>
    telling.has(node.type) ? { ...node, config: { ...node.config, notify_conversation_id: found.items[0]!.id } } : node,
  );
  await call('PATCH', path, { version: flow.version, content: { ...content, nodes }, note: '通知发到值班工作群' });
  await call('POST', `${path}/activate`, {});
}
