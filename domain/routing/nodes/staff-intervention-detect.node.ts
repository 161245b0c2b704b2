import { z } from 'zod';
import { openTasksOf, type TaskFacts } from '../../after-sales/open-tasks.ts';
import { membersById, type KnownMember } from '../../messaging/people/group-members.ts';
import { messagesBetween, type SaidLine } from '../../messaging/conversations/messages-between.ts';
import { effectOf } from '../effects/effect.ts';
import { keepSilentEffect } from '../effects/keep-silent.effect.ts';
import { writeHandoverSummary } from '../effects/write-handover-summary.effect.ts';
import type { FlowState } from '../flow-state.ts';
import { handoverText } from '../service/handover-text.ts';
import { nodeMinutes } from '../service/node-texts.ts';
import { defineNode } from './node.ts';

const Config = z.strictObject({
  /** How far back a customer's words still wait for this answer. */
  answer_minutes: nodeMinutes(30),
  /** How long robots keep still; null: as the organisation's sending rules say. */
  silent_minutes: z.int().min(1).max(1440).nullable().default(null),
});

interface Facts {
  /** Customers the colleague mentions. */
  readonly mentioned: readonly KnownMember[];
  /** What was said lately, before this. */
  readonly before: readonly SaidLine[];
  readonly open: readonly TaskFacts[];
}

/** Node B2: whether a colleague has taken a customer's matter over. */
export const staffInterventionDetect = defineNode<z.infer<typeof Config>, Facts>({
  type: 'STAFF_INTERVENTION_DETECT',
  title: '工作人员介入判断',
  description:
    '同事 @ 了号主，或在号主发言后 answer_minutes 分钟内说话，就算接手：机器人在这个会话里停止发言 silent_minutes 分钟（不填按发送规则），并写一份交接摘要。内部群不算。',
  config: Config,
  ways: () => ({ intervened: '同事接手了', none: '没有接手' }),
  read: async (scope, state, config) => {
    const { conversation_id, mentioned_person_ids, sent_at } = state.message;
    const until = new Date(sent_at);
    const after = new Date(until.getTime() - config.answer_minutes * 60_000);
    const mentioned = await membersById(scope, conversation_id, mentioned_person_ids);
    const lines = await messagesBetween(scope, { conversation_id, after, until });
    return {
      mentioned: mentioned.filter((member) => member.role === 'user'),
      before: lines.filter((line) => line.id !== state.message.id),
      open: await openTasksOf(scope, { conversation_id }),
    };
  },
  decide: (state, facts, config) => {
    const why = whyIntervened(state, facts);
    if (!why.happened)
      return { way: 'none', reason: why.reason, changes: { intervention: { happened: false, reason: why.reason } } };
    const { conversation_id } = state.message;
    const text = handoverText(facts.before, facts.open);
    return {
      way: 'intervened',
      reason: `${why.reason}，机器人停止发言`,
      changes: { intervention: { happened: true, reason: why.reason } },
      effects: [
        effectOf(keepSilentEffect, { conversation_id, minutes: config.silent_minutes }),
        ...(text ? [effectOf(writeHandoverSummary, { conversation_id, person_id: why.person, text })] : []),
      ],
    };
  },
});

/** Total over: internal group, whom is mentioned, who waits for an answer. */
function whyIntervened(
  state: FlowState,
  { mentioned, before }: Facts,
): { readonly happened: boolean; readonly reason: string; readonly person: string | null } {
  const who = state.sender?.name ?? '同事';
  if (state.conversation?.internal) return { happened: false, reason: '内部群，没有客户', person: null };
  const [first] = mentioned;
  if (first) return { happened: true, reason: `${who} @ 了${first.name}`, person: first.person_id };
  const asked = before.findLast(
    (line) => line.role === 'user' || (state.conversation?.kind === 'person' && line.person_id !== null),
  );
  if (asked) return { happened: true, reason: `${who}在${asked.name}发言后说话`, person: asked.person_id };
  return { happened: false, reason: '近来没有号主发言，也没有 @ 号主', person: null };
}
