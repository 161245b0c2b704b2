import { z } from 'zod';
import { queryOne } from '../../../db/query.ts';
import type { FlowState } from '../flow-state.ts';
import { defineNode, type ReadScope } from './node.ts';

const Config = z.strictObject({
  /** Words of a colleague written by hand on a robot's phone go their own way. */
  skip_own: z.boolean().default(true),
  /** Kinds nobody has to answer. */
  skip_kinds: z.array(z.enum(['system', 'emoji', 'other', 'payment'])).default(['system']),
});

type Conversation = NonNullable<FlowState['conversation']>;

interface Facts {
  readonly conversation: Conversation | null;
  readonly recalled: boolean;
}

/** Where the message was written, and whether it is one to be worked on (spec 002 §3.1, node 1). */
export const messageReceive = defineNode<z.output<typeof Config>, Facts>({
  type: 'MESSAGE_RECEIVE',
  title: '消息接收与保存',
  description:
    '读取消息所在的群或会话。自己账号手工发出的消息、系统提示和已撤回的消息不再往下处理。skip_own：跳过自己账号手工发出的消息；skip_kinds：跳过的消息类型。',
  config: Config,
  ways: () => ({ next: '需要处理', skip: '不用处理' }),
  read: async (scope, { message }) => ({
    conversation: scope.assume?.conversation ?? (await readConversation(scope, message.conversation_id)),
    recalled: await isRecalled(scope, message.id),
  }),
  decide: ({ message }, { conversation, recalled }, config) => {
    const changes = conversation ? { conversation } : {};
    const skip = (reason: string) => ({ way: 'skip', reason, changes });
    if (!conversation) return skip('找不到消息所在的群');
    if (recalled) return skip('消息已撤回');
    if (message.own && config.skip_own) return skip('同事在自己账号上手工发出的消息');
    if (config.skip_kinds.some((kind) => kind === message.kind)) return skip('这类消息不用回复');
    return { way: 'next', reason: conversation.kind === 'group' ? '群消息' : '私聊消息', changes };
  },
});

async function readConversation(scope: Pick<ReadScope, 'em'>, id: string): Promise<Conversation | null> {
  const row = await queryOne<Conversation>(
    scope.em,
    `select kind, coalesce(remark, name) as name, coalesce(internal, false) as internal, iso(silent_until) as silent_until, customer_id
     from channel_conversation where id = $1`,
    [id],
  );
  return row ?? null;
}

async function isRecalled(scope: Pick<ReadScope, 'em'>, id: string): Promise<boolean> {
  const row = await queryOne<{ recalled: boolean }>(
    scope.em,
    'select recalled_at is not null as recalled from channel_message where id = $1',
    [id],
  );
  return row?.recalled ?? false;
}
