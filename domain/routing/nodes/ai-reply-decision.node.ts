import { z } from 'zod';
import { queryOne } from '../../../db/query.ts';
import type { ChannelMessageKind } from '../../../kernel/contracts/messaging.ts';
import type { FlowState } from '../flow-state.ts';
import { decideReply, intentActions, type Addressed } from '../reply/decide-reply.ts';
import { handOver, handOverConfig } from '../reply/hand-over.ts';
import { defineNode, type ReadScope } from './node.ts';

const Config = z.strictObject({
  /** What is done about each intent. */
  actions: intentActions,
  least_confidence: z.number().min(0).max(1).default(0.35),
  high_priority_counts: z.boolean().default(true),
  /** A colleague who wrote within so many minutes is there; 0: never counts. */
  staff_active_minutes: z.int().min(0).max(240).default(10),
  ...handOverConfig,
});

interface Facts {
  readonly silent_until: string | null;
  /** When a colleague wrote last, within the time set. */
  readonly staff_wrote_at: string | null;
}

const READABLE: ReadonlySet<ChannelMessageKind> = new Set(['text', 'quote', 'emoji']);

/** Node D3: whether a robot answers, keeps still, or a colleague is asked to answer. */
export const aiReplyDecision = defineNode<z.infer<typeof Config>, Facts>({
  type: 'AI_REPLY_DECISION',
  title: 'AI 回复决策',
  description:
    '按意图、优先级、是否点名机器人、同事是否接手或正在说话，决定机器人回复、不回复还是转给同事。actions 是每种意图的处理：reply 回复、reply_if_addressed 点名才回、no_reply 不回、hand_over 转同事；least_confidence 以下没点名就不回；staff_active_minutes 内同事说过话就不插话；notify_conversation_id 是转同事时通知的群。',
  config: Config,
  ways: () => ({ reply: '机器人回复', no_reply: '不回复', hand_over: '转给同事' }),
  read: async (scope, state, config, { now }) => await readPresence(scope, state, config.staff_active_minutes, now),
  decide: (state, facts, config, { now }) => {
    const { message, conversation, sender, classified } = state;
    const verdict = decideReply(
      {
        intent: classified?.intent ?? 'other',
        complaint: classified?.complaint ?? false,
        confidence: classified?.confidence ?? 0,
        priority: state.priority ?? 'medium',
        internal: conversation?.internal ?? false,
        role: sender?.role ?? 'user',
        readable: READABLE.has(message.kind) && message.text.trim() !== '',
        addressed: addressedIn(state),
        silent: facts.silent_until !== null && new Date(facts.silent_until) > now,
        staffActive: facts.staff_wrote_at !== null,
      },
      config,
    );
    const details = { rule: verdict.rule, addressed: addressedIn(state), ...facts };
    if (verdict.act === 'hand_over') return { ...handOver(state, verdict.words, config), details };
    return {
      way: verdict.act,
      reason: verdict.words,
      details,
      changes: { reply: { wanted: verdict.act === 'reply' } },
    };
  },
});

/** In a talk of two everything is for us; in a group what names us, or nobody. */
function addressedIn({ message, conversation }: FlowState): Addressed {
  if (message.mentions_account || conversation?.kind === 'person') return 'us';
  return message.mentioned_person_ids.length > 0 ? 'others' : 'nobody';
}

async function readPresence(
  scope: Pick<ReadScope, 'em' | 'assume'>,
  { message }: FlowState,
  minutes: number,
  now: Date,
): Promise<Facts> {
  const since = new Date(now.getTime() - minutes * 60_000);
  const row = await queryOne<Facts>(
    scope.em,
    `select iso(v.silent_until) as silent_until,
       (select iso(max(m.sent_at)) from channel_message m
          left join channel_person p on p.id = m.person_id
          left join group_member g on g.conversation_id = m.conversation_id and g.person_id = m.person_id
        where m.conversation_id = v.id and m.sent_at > $2 and m.sent_at <= $3 and m.id <> $4 and m.recalled_at is null
          and (p.user_id is not null or g.role in ('staff', 'after_sales') or (m.direction = 'out' and m.command_id is null))
       ) as staff_wrote_at
     from channel_conversation v where v.id = $1`,
    [message.conversation_id, since, now, message.id],
  );
  return assumed(row ?? { silent_until: null, staff_wrote_at: null }, scope.assume);
}

/** What a simulation takes for given counts first: a described conversation's silence, and colleagues who are not there. */
function assumed(found: Facts, assume: ReadScope['assume']): Facts {
  return {
    silent_until: assume?.conversation ? assume.conversation.silent_until : found.silent_until,
    staff_wrote_at: assume?.staff_state === 'offline' ? null : found.staff_wrote_at,
  };
}
