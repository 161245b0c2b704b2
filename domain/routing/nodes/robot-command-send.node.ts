import { z } from 'zod';
import { LANE_NAMES } from '../../../kernel/contracts/messaging.ts';
import { queueText } from '../effects/queue-text-payload.ts';
import { minuteText } from './minute-text.ts';
import { readSpeaker } from '../service/read-speaker.ts';
import { defineNode, type NodeMoment } from './node.ts';

const Config = z.strictObject({
  /** In which lane of the queue answers wait. */
  lane: z.enum(LANE_NAMES).default('reply'),
  /** Whether the one who wrote is mentioned, in groups. */
  mention_sender: z.boolean().default(true),
});
type Config = z.infer<typeof Config>;

/** Who would say it by now; the queue asks again when it is queued and when it leaves. */
interface Facts {
  readonly robot: string | null;
  readonly why: string;
}

const WAYS = { queued: '已排队，等着发出', nothing: '没有要发的内容', nobody: '群里没有可以发言的机器人' };

/**
 * D7: puts the drafted answer into the command queue, for the moment the delay allows. It sends nothing itself: the queue
 * does, through the one policy, once for this instance and node.
 */
export const robotCommandSend = defineNode<Config, Facts>({
  type: 'ROBOT_COMMAND_SEND',
  title: '机器人通讯执行',
  description:
    '把回复排进发送队列，由排班里的机器人在规定时间发出。可设：走哪个队列（lane），群里要不要@对方（mention_sender）。',
  config: Config,
  ways: () => WAYS,
  read: async (scope, state, _config, moment) => {
    const at = state.delay?.run_at ? new Date(state.delay.run_at) : scope.clock.now();
    if (moment.cause !== 'arrived' || !state.reply?.text) return { robot: null, why: '' };
    const speech = { conversation_id: state.message.conversation_id, kind: 'reply', at } as const;
    const { robot, reason } = await readSpeaker(scope, speech);
    return { robot: robot?.account_name ?? null, why: reason };
  },
  decide: (state, facts, config, moment) => {
    const text = state.reply?.text?.trim();
    if (!state.reply?.wanted || !text) return { way: 'nothing', reason: '没有要发的回复' };
    if (state.reply.hand_over) return { way: 'nothing', reason: '这条已转给同事，机器人不发' };
    if (state.delay && state.delay.run_at === null) return { way: 'nothing', reason: '这个时段不自动发送' };
    if (facts.robot === null) return { way: 'nobody', reason: facts.why || WAYS.nobody };
    const key = sendKey(moment);
    const runAt = state.delay?.run_at ?? null;
    const mention = config.mention_sender && state.conversation?.kind === 'group' && state.sender?.person_id;
    return {
      way: 'queued',
      reason: runAt ? `${minuteText(runAt)} 发出；${facts.why}` : `马上发出；${facts.why}`,
      details: { robot: facts.robot, run_at: runAt, key },
      changes: { command_keys: [...(state.command_keys ?? []), key] },
      effects: [
        queueText({
          conversation_id: state.message.conversation_id,
          text,
          mention_person_ids: mention ? [mention] : [],
          lane: config.lane,
          run_at: runAt,
          duty: 'reply',
          key,
        }),
      ],
    };
  },
});

/** One answer of one node in one instance. */
function sendKey({ instanceId, nodeId }: Pick<NodeMoment, 'instanceId' | 'nodeId'>): string {
  return `${instanceId}:${nodeId}:reply`.slice(0, 150);
}
