import type { DelayUntil, SopContent, SopStep } from '../../../kernel/contracts/sop.ts';
import { TRIGGER_WORDS } from '../language/variables.ts';
import { sopActionOf } from '../actions/registry.ts';
import { parsedAction } from './parsed-action.ts';

/** A step in words for a table. */
export interface ExplainedStep {
  readonly at: number;
  readonly name: string;
  readonly action: string;
  readonly when: string;
  readonly text: string;
  readonly next: string;
}

/** «2 小时», «3 天»: minutes as people say them. */
export function minutesWords(minutes: number): string {
  if (minutes % 1440 === 0) return `${minutes / 1440} 天`;
  return minutes % 60 === 0 ? `${minutes / 60} 小时` : `${minutes} 分钟`;
}

/** Every step in words: what it does, when, what it says and where it leads. */
export function explainSteps({ steps }: SopContent): ExplainedStep[] {
  const names = new Map(steps.map(({ id, name }) => [id, name]));
  return steps.map((step, at) => {
    const action = parsedAction(step);
    return {
      at: at + 1,
      name: step.name,
      action: sopActionOf(step.action_type).title,
      when: whenWords(step),
      text: Object.values(action ? (action.action.texts?.(action.config) ?? {}) : {}).join('；'),
      next: nextWords(step, names, action ? action.action.ways(action.config) : {}),
    };
  });
}

function whenWords(step: SopStep): string {
  const timeout = step.config['timeout_minutes'];
  const parts = [
    step.conditions && '满足条件时',
    step.delay_minutes > 0 && `${minutesWords(step.delay_minutes)}后`,
    step.delay_until && untilWords(step.delay_until),
    typeof timeout === 'number' && `等回复，最多 ${minutesWords(timeout)}`,
  ];
  return parts.filter(Boolean).join('，') || '立即';
}

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

function untilWords(until: DelayUntil): string {
  if ('date_field' in until) {
    const days = until.offset_days;
    const shift = days === 0 ? '当天' : days < 0 ? `前 ${-days} 天` : `后 ${days} 天`;
    return `${until.yearly ? '每年' : ''}日期 ${until.date_field} ${shift} ${until.time}`;
  }
  const weekdays = until.weekdays.length > 0 ? `周${until.weekdays.map((day) => WEEKDAYS[day - 1]).join('、')} ` : '';
  return `${until.after_days > 0 ? `${until.after_days} 天后` : ''}到 ${weekdays}${until.time}`;
}

function nextWords(
  { next_steps: nexts }: SopStep,
  names: ReadonlyMap<string, string>,
  ways: Readonly<Record<string, string>>,
): string {
  if (nexts.length === 0) return '结束';
  return nexts
    .map(({ to, way, conditions }) => {
      const when = [way && (ways[way] ?? way), conditions && '满足条件'].filter(Boolean).join('且');
      return `${when ? `${when}：` : nexts.length > 1 ? '其他：' : ''}${names.get(to) ?? to}`;
    })
    .join('；');
}

/** How the sequence begins, in a sentence. */
export function explainTrigger({ trigger_config: trigger, target_config: target }: SopContent): string {
  if (!trigger.auto_trigger) return '由人手动开始。';
  const how: Readonly<Partial<Record<typeof trigger.type, string>>> = {
    keyword_matched: `消息里有“${trigger.keywords.join('”“')}”时`,
    schedule: `按定时 ${trigger.cron ?? ''}（${trigger.zone}）`,
    delay: `加好友 ${minutesWords(trigger.delay_minutes ?? 0)}后`,
  };
  const whom = target.tags.length > 0 ? `，对象是标签“${target.tags.join('”“')}”的联系人` : '';
  return `自动开始：${how[trigger.type] ?? TRIGGER_WORDS[trigger.type]}${whom}。`;
}
