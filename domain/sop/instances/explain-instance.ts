import { queryOne } from '../../../db/query.ts';
import { formatWhen } from '../../../kernel/format/when.ts';
import type { SopInstanceView, SopPause, SopTaskView } from '../../../kernel/contracts/sop-instances.ts';
import { SopContent } from '../../../kernel/contracts/sop.ts';
import type { Scope } from '../../scope.ts';
import { explainSteps } from '../templates/explain-content.ts';
import { STATUS_WORDS } from '../words.ts';
import { readSopInstance, readSopTasks } from './instance-view.ts';

/** Why a sequence stands still, as people say it. */
export const PAUSE_WORDS: Readonly<Record<SopPause, string>> = {
  by_hand: '等同事处理',
  colleague_spoke: '有同事在和对方聊，让开了',
  account_offline: '账号离线，回来就继续',
  template_paused: '模板被暂停，恢复就继续',
};

/** Where an instance stands, in sentences. */
export interface ExplainedInstance {
  readonly instance: SopInstanceView;
  readonly tasks: readonly SopTaskView[];
  readonly stands: string;
  /** What comes next and when; empty when it is over. */
  readonly next: string;
}

/**
 * Where an instance stands, what comes next and when, and why.
 * @throws AppError `sop.instance_not_found`
 */
export async function explainInstance(
  scope: Pick<Scope, 'em' | 'actor' | 'clock'>,
  id: string,
): Promise<ExplainedInstance> {
  const instance = await readSopInstance(scope, id);
  const tasks = await readSopTasks(scope, id);
  const now = scope.clock.now();
  const version = await queryOne<{ content: SopContent }>(
    scope.em,
    'select v.content from sop_template_versions v where v.template_id = $1 and v.number = $2',
    [instance.template_id, instance.template_version],
  );
  const content = SopContent.parse(version!.content);
  return { instance, tasks, stands: standsAt(instance, tasks, content, now), next: nextOf(instance, content, now) };
}

function standsAt(instance: SopInstanceView, tasks: readonly SopTaskView[], { steps }: SopContent, now: Date): string {
  const { status, current_step_name: step } = instance;
  const last = tasks.at(-1);
  switch (status) {
    case 'pending':
      return '还没有开始';
    case 'completed':
      return `已走完（${reasonOf(instance)}）${endedAt(instance, now)}`;
    case 'failed':
      return `失败了，停在“${step ?? last?.step_name ?? ''}”：${instance.error ?? reasonOf(instance)}`;
    case 'cancelled':
      return `已停止（${reasonOf(instance)}）${endedAt(instance, now)}`;
    case 'paused': {
      const why = instance.error ?? PAUSE_WORDS[instance.pause_reason ?? 'by_hand'];
      return `暂停在“${step ?? '开头'}”：${why}`;
    }
    case 'executing':
      return `${STATUS_WORDS.executing}，走到第 ${(instance.current_step_index ?? 0) + 1} 步（共 ${steps.length} 步）“${step ?? ''}”${
        last?.step_id === instance.current_step_id && last.reason ? `：${last.reason}` : ''
      }`;
  }
}

function reasonOf({ result }: SopInstanceView): string {
  return typeof result?.['reason'] === 'string' ? result['reason'] : '没有说明';
}

function endedAt({ ended_at: at }: SopInstanceView, now: Date): string {
  return at ? `，${formatWhen(at, now)}结束` : '';
}

function nextOf(instance: SopInstanceView, content: SopContent, now: Date): string {
  const { status, waits_for: waits, next_execution_at: at } = instance;
  const when = at ? formatWhen(at, now) : null;
  if (status === 'paused')
    return when ? `${when}自动继续` : instance.pause_reason === 'by_hand' ? '要有人恢复它才会继续' : '';
  if (status !== 'pending' && status !== 'executing') return '';
  const step = explainSteps(content)[instance.current_step_index ?? 0];
  const after = step && step.next !== '结束' ? `，然后：${step.next}` : '，然后结束';
  switch (waits) {
    case 'reply':
      return `在等对方回复${when ? `，最晚等到${when}` : ''}${after}`;
    case 'judgement':
      return `对方回复了，正在判断意思${after}`;
    case 'command':
      return `消息在排队发送，发出后继续${after}`;
    case 'delay':
      return `${when ?? '到时间'}做“${step?.name ?? ''}”${after}`;
    case null:
      return `${when && at && Date.parse(at) > now.getTime() ? when : '马上'}做“${step?.name ?? ''}”${after}`;
  }
}
