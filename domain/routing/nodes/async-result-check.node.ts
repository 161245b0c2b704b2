import { z } from 'zod';
import { query, withDates } from '../../../db/query.ts';
import type { CommandStatus } from '../../../kernel/contracts/messaging.ts';
import { reasonWords, STATUS_WORDS } from '../../messaging/words.ts';
import { commandKeyOf } from '../effects/queue-text.effect.ts';
import { defineNode, type Decision, type NodeMoment } from './node.ts';

const Config = z.strictObject({
  /** How long after its time a command is first looked at. */
  check_after_seconds: z.int().min(5).max(3600).default(60),
  /** How often it is looked at before the flow goes on without knowing. */
  most_checks: z.int().min(1).max(60).default(30),
});
type Config = z.infer<typeof Config>;

interface CommandFacts {
  readonly id: string;
  readonly status: CommandStatus;
  readonly run_at: Date;
  readonly sent_from: Date | null;
  readonly attempts: number;
  readonly needs_person: boolean;
  readonly reason: string | null;
  readonly words: string | null;
}

const WAYS = {
  success: '已发出并确认',
  failed: '没有发出',
  timeout: '到时间还不知道有没有发出',
  handed_to_person: '需要同事处理',
};
type Way = keyof typeof WAYS;

/** What each status of a command means to a flow; null: it is still under way. Total. */
export const RESULT_TABLE: Readonly<Record<CommandStatus, Way | null>> = {
  waiting: null,
  held: 'handed_to_person',
  sending: null,
  accepted: null,
  // The queue asks the vendor by itself; only what it gives up is a person's.
  timeout: null,
  completed: 'success',
  failed: 'failed',
  refused: 'failed',
  cancelled: 'failed',
};

/**
 * D8: watches what became of the answer. Sending again, at most three times, and asking the vendor is the queue's; this node
 * waits for its word, looks after a minute, and says which way it went.
 */
export const asyncResultCheck = defineNode<Config, CommandFacts | null>({
  type: 'ASYNC_RESULT_CHECK',
  title: '异步结果确认',
  description:
    '发出一分钟后看结果，成功、失败、结果不明、转人工各走一路；重试由发送队列负责，最多三次。可设：多久后看（check_after_seconds），最多看几次（most_checks）。',
  config: Config,
  ways: () => WAYS,
  waits: true,
  read: async (scope, state) => {
    const key = state.command_keys?.at(-1);
    if (key === undefined) return null;
    const [row] = await query<Omit<CommandFacts, 'words'>>(
      scope.em,
      `select id, status, run_at, sent_from, attempts, needs_person_at is not null as needs_person, reason
       from robot_command_queue where idempotency_key = $1`,
      [commandKeyOf(key)],
    );
    return row ? { ...withDates(row, 'run_at', 'sent_from'), words: reasonWords(row.reason) } : null;
  },
  decide: (_state, command, config, moment) => {
    if (!command) return { way: 'failed', reason: '没有排进发送队列的回复' };
    const details = { command_id: command.id, status: command.status, attempts: command.attempts };
    if (command.needs_person)
      return {
        way: 'handed_to_person',
        reason: `需要同事处理：${command.words ?? STATUS_WORDS[command.status]}`,
        details,
      };
    const way = RESULT_TABLE[command.status];
    if (way === null) return wait(command, config, moment, details);
    return { way, reason: `${STATUS_WORDS[command.status]}${command.words ? `：${command.words}` : ''}`, details };
  },
});

function wait(command: CommandFacts, config: Config, moment: NodeMoment, details: Decision['details']): Decision {
  const step = config.check_after_seconds * 1000;
  // Counted from when it is due or left: an answer that waits for the morning is not late.
  const since = Math.max(command.run_at.getTime(), command.sent_from?.getTime() ?? 0);
  const checks = Math.floor((moment.now.getTime() - since) / step);
  if (checks >= config.most_checks)
    return {
      way: 'timeout',
      reason: `看了 ${config.most_checks} 次，还是“${STATUS_WORDS[command.status]}”`,
      details: details!,
    };
  const until = new Date(since + step * (Math.max(0, checks) + 1));
  return {
    reason: `现在是“${STATUS_WORDS[command.status]}”，稍后再看`,
    details: details!,
    wait: { until, on: `command:${command.id}` },
  };
}
