import { z } from 'zod';
import { Intent } from '../../assistant.port.ts';
import { readOpenSession, type OpenSession } from '../../messaging/sessions/open-session.ts';
import { effectOf } from '../effects/effect.ts';
import { setSession } from '../effects/set-session.effect.ts';
import { defineNode } from './node.ts';

const Config = z.strictObject({
  /** What the customer says when the matter is done. */
  end_on: z.array(Intent).default(['thanks']),
});

interface Facts {
  readonly session: OpenSession | null;
}

/** How the matter stands after the message (spec 002 §3.1, node 4). */
export const sessionUpdate = defineNode<z.output<typeof Config>, Facts>({
  type: 'SESSION_UPDATE',
  title: '会话状态更新',
  description:
    '处理完一条消息后更新会话：同事在接待的标为人工接待，客户道谢且没有别的事时结束会话。end_on：哪些意图表示事情办完了。',
  config: Config,
  ways: () => ({ next: '已更新' }),
  read: async (scope, { message, sender }) => ({
    session:
      (await readOpenSession(scope, {
        conversation_id: message.conversation_id,
        person_id: sender?.person_id ?? null,
      })) ?? null,
  }),
  decide: (state, { session }, { end_on: endOn }, { now }) => {
    const next = (reason: string) => ({ way: 'next', reason });
    if (!session) return next('发消息的人没有进行中的会话');
    const move = (status: 'ended' | 'handed_over', reason: string) => ({
      ...next(reason),
      effects: [effectOf(setSession, { session_id: session.id, status })],
    });
    const until = state.conversation?.silent_until ?? null;
    const served = state.intervention?.happened === true || (until !== null && new Date(until) > now);
    if (served)
      return session.status === 'handed_over'
        ? next('同事正在接待')
        : move('handed_over', '同事正在接待，转为人工接待');
    const done = state.classified !== undefined && endOn.includes(state.classified.intent);
    const open = state.reply?.wanted === true || state.alert?.level === 'critical' || state.alert?.level === 'error';
    if (done && !open) return move('ended', '客户表示事情办完了，结束会话');
    return next('会话继续');
  },
});
