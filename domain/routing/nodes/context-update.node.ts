import { z } from 'zod';
import { readContext } from '../../messaging/sessions/read-context.ts';
import { readOpenSession, type OpenSession } from '../../messaging/sessions/open-session.ts';
import { effectOf } from '../effects/effect.ts';
import { keepSummary } from '../effects/keep-summary.effect.ts';
import type { FlowState } from '../flow-state.ts';
import { defineNode } from './node.ts';

const Config = z.strictObject({
  /** Messages of the person that the summary tells of. */
  messages: z.int().min(1).max(20).default(5),
  /** Characters of the summary. */
  longest: z.int().min(50).max(500).default(300),
});

interface Facts {
  readonly session: OpenSession | null;
  /** What the person said lately, oldest first. */
  readonly said: readonly string[];
}

/** Keeps what the matter is about within bounds, for the next message and for the colleague who takes over (spec 002 §3.1, node 4). */
export const contextUpdate = defineNode<z.output<typeof Config>, Facts>({
  type: 'CONTEXT_UPDATE',
  title: '上下文更新',
  description:
    '把会话的要点记成一段摘要：客户最近说了什么、系统怎么判断、做了什么。messages：记最近几条；longest：摘要最长多少字。同事接待后不再改动摘要。',
  config: Config,
  ways: () => ({ next: '已更新' }),
  read: async (scope, { message, sender }, { messages }) => {
    const place = { conversation_id: message.conversation_id, person_id: sender?.person_id ?? null };
    const session = (await readOpenSession(scope, place)) ?? null;
    if (!session || place.person_id === null) return { session: null, said: [] };
    const lines = await readContext(scope, {
      conversation_id: place.conversation_id,
      person_id: place.person_id,
      until: new Date(message.sent_at),
    });
    return {
      session,
      said: lines.flatMap((line) => (line.person_id === null ? [] : [line.text])).slice(-messages),
    };
  },
  decide: (state, { session, said }, { longest }) => {
    if (!session) return { way: 'next', reason: '没有进行中的会话，不用记' };
    if (session.status === 'handed_over') return { way: 'next', reason: '同事正在接待，摘要保持不变' };
    const summary = summarise(state, said, longest);
    if (summary === '' || summary === session.summary) return { way: 'next', reason: '没有新的要点' };
    return {
      way: 'next',
      reason: `记下最近 ${said.length} 条消息的要点`,
      details: { characters: summary.length },
      effects: [effectOf(keepSummary, { session_id: session.id, summary })],
    };
  },
});

/** The judgement and the deed first: they are short, and the end of a long text is what is cut. */
function summarise(state: FlowState, said: readonly string[], longest: number): string {
  const parts = [
    state.priority ? `优先级${{ high: '高', medium: '中', low: '低' }[state.priority]}` : '',
    state.classified?.complaint ? '有投诉' : '',
    state.reply?.hand_over ? `转人工：${state.reply.hand_over}` : '',
    said.length > 0 ? `最近说：${said.map((text) => text.replaceAll(/\s+/g, ' ').trim()).join(' / ')}` : '',
  ];
  return parts
    .filter((part) => part !== '')
    .join('；')
    .slice(0, longest);
}
