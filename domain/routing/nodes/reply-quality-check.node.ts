import { z } from 'zod';
import { query } from '../../../db/query.ts';
import type { Intent } from '../../assistant.port.ts';
import { readPolicy } from '../../messaging/policy/read-policy.ts';
import { checkQuality } from '../reply/check-quality.ts';
import { handOver, handOverConfig } from '../reply/hand-over.ts';
import { defineNode, type ReadScope } from './node.ts';

const Config = z.strictObject({
  /** Most characters; the sending policy's limit holds as well. */
  longest: z.int().min(20).max(1000).default(300),
  /** What we said in the conversation within so many hours must not be said again; 0: may. */
  repeat_hours: z.int().min(0).max(168).default(6),
  /** Terms and amounts that stand in documents for customers may be told. */
  documents_may_promise: z.boolean().default(true),
  ...handOverConfig,
});

interface Facts {
  readonly forbidden: readonly string[];
  readonly longest_allowed: number;
  readonly recent: readonly string[];
}

const MOST_RECENT = 20;
/** A courtesy that was said already needs no colleague to say it again. */
const COURTESIES: ReadonlySet<Intent> = new Set(['greeting', 'thanks', 'chat', 'withdraw_complaint']);

/** Node D5: nothing leaves that is too long, forbidden, promised, repeated, not Chinese, private, or names itself a machine. */
export const replyQualityCheck = defineNode<z.infer<typeof Config>, Facts>({
  type: 'REPLY_QUALITY_CHECK',
  title: '回复质量检查',
  description:
    '检查回复的长度、禁用词、对金额和时间的承诺、重复、语言、个人信息、自称机器人。能删掉有问题的句子就改一次再查，改不好就转给同事；重复的客套话不再发。documents_may_promise 允许照资料说期限和金额；repeat_hours 是多少小时内不重复；notify_conversation_id 是转同事时通知的群。',
  config: Config,
  ways: () => ({ pass: '可以发送', drop: '不用再发', hand_over: '转给同事' }),
  read: async (scope, { message }, { repeat_hours: hours }, { now }) => {
    const policy = await readPolicy(scope);
    const since = new Date(now.getTime() - hours * 3_600_000);
    return {
      forbidden: policy.forbidden_words,
      longest_allowed: policy.longest_text,
      recent: hours === 0 ? [] : await saidSince(scope, message.conversation_id, since),
    };
  },
  decide: (state, { forbidden, longest_allowed, recent }, config) => {
    const { text = '', passage_ids = [] } = state.reply ?? {};
    const longest = Math.min(config.longest, longest_allowed);
    const { documents_may_promise } = config;
    const documented = passage_ids.length > 0;
    const checked = checkQuality({ text, longest, forbidden, recent, documented, documents_may_promise });
    const words = checked.notes.map((note) => note.words).join('；');
    const details = { notes: checked.notes, rewritten: checked.rewritten };
    if (checked.verdict === 'pass')
      return {
        way: 'pass',
        reason: checked.rewritten ? `改过一次后可以发：${words}` : '没有问题，可以发',
        details,
        changes: { reply: { ...state.reply, wanted: true, text: checked.text, checked: true } },
      };
    const onlyRepeated = checked.notes.every(({ rule }) => rule === 'repeated');
    if (onlyRepeated && state.classified && COURTESIES.has(state.classified.intent))
      return {
        way: 'drop',
        reason: '客套话刚说过，不再重复',
        details,
        changes: { reply: { ...state.reply, wanted: false } },
      };
    return { ...handOver(state, `写的回复不能发：${words}`, config), details };
  },
});

/** Our own words in the conversation: sent, and queued to be sent. */
async function saidSince(scope: Pick<ReadScope, 'em'>, conversationId: string, since: Date): Promise<string[]> {
  const rows = await query<{ text: string }>(
    scope.em,
    `select text from (
       select m.text, m.sent_at as at from channel_message m
       where m.conversation_id = $1 and m.direction = 'out' and m.kind = 'text' and m.sent_at > $2
       union all
       select c.command ->> 'text', c.created_at from robot_command_queue c
       where c.conversation_id = $1 and c.kind = 'text' and c.status in ('waiting', 'held', 'sending', 'accepted', 'timeout') and c.created_at > $2
     ) said where text is not null order by at desc limit ${MOST_RECENT}`,
    [conversationId, since],
  );
  return rows.map((row) => row.text);
}
