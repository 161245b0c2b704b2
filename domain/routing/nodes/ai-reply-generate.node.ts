import { z } from 'zod';
import { queryOne } from '../../../db/query.ts';
import type { Draft } from '../../assistant.port.ts';
import type { FlowState } from '../flow-state.ts';
import { addressForm } from '../reply/address-form.ts';
import { handOver, handOverConfig } from '../reply/hand-over.ts';
import { readBefore } from '../read-before.ts';
import { defineNode, type ReadScope } from './node.ts';

const Config = z.strictObject({
  /** Most characters of a reply. */
  longest: z.int().min(20).max(1000).default(300),
  context_messages: z.int().min(0).max(20).default(8),
  /** Whether a reply begins with the person's name. */
  address: z.boolean().default(true),
  ...handOverConfig,
});

interface Facts {
  readonly draft: Draft;
  readonly addressee: string;
}

/** Node D4: the words of a reply, or why a colleague should find them. */
export const aiReplyGenerate = defineNode<z.infer<typeof Config>, Facts>({
  type: 'AI_REPLY_GENERATE',
  title: 'AI 回复生成',
  description:
    '写出回复：只用知识库里可以对客户说的内容，有大模型时由它组织语言并逐句核对，没有时用原文；没有把握就转给同事。longest 是最长字数，address 是否带称呼，context_messages 是参考的前文条数，notify_conversation_id 是转同事时通知的群。',
  config: Config,
  ways: () => ({ next: '已写好', hand_over: '转给同事' }),
  read: async (scope, state, { longest, context_messages: most, address }) => {
    const addressee = address ? addressForm(await readPerson(scope, state)) : '';
    const before = await readBefore(scope, state, most);
    const intent = state.classified?.intent ?? 'other';
    const input = { text: state.message.text, before, intent, addressee, longest };
    return { addressee, draft: await scope.assistant.draftReply(input, scope.signal) };
  },
  decide: (state, { draft, addressee }, config) => {
    const details = { by: draft.by, addressee };
    if (draft.kind === 'hand_over') return { ...handOver(state, draft.reason, config), details };
    const { text, by, passageIds } = draft;
    const source = passageIds.length > 0 ? `依据 ${passageIds.length} 处资料` : '按固定话术';
    return {
      way: 'next',
      reason: `写好回复 ${text.length} 字，${source}（${by}）`,
      details: { ...details, passage_ids: passageIds },
      changes: { reply: { wanted: true, text, by, passage_ids: [...passageIds] } },
    };
  },
});

async function readPerson(
  scope: Pick<ReadScope, 'em'>,
  { sender }: FlowState,
): Promise<Parameters<typeof addressForm>[0]> {
  const contact = sender?.contact_id
    ? await queryOne<{ name: string; title: string | null }>(
        scope.em,
        'select name, title from contact where id = $1',
        [sender.contact_id],
      )
    : undefined;
  return { shown: sender?.name ?? '', contact: contact ?? null };
}
