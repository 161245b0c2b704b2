import cron from 'node-cron';
import type { SopContent, SopProblem } from '../../../kernel/contracts/sop.ts';
import type { CheckWorld } from './check-world.ts';
import { conditionProblems } from './check-language.ts';
import { problemOf } from './sop-problem.ts';

/** Whether a zone is one the time can be told in. */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Five fields that come true on some day; a schedule by the second would only burn work. */
export function isCron(expression: string): boolean {
  return expression.trim().split(/\s+/).length === 5 && cron.validate(expression);
}

/** What starts the sequence is complete, and whom it reaches can be told. */
export function checkTrigger(content: SopContent, world: CheckWorld): SopProblem[] {
  const { trigger_config: trigger, target_config: target } = content;
  const found: SopProblem[] = [
    ...conditionProblems(null, 'trigger_config.conditions', trigger.conditions, world),
    ...conditionProblems(null, 'target_config.conditions', target.conditions, world),
  ];
  const wrong = (code: SopProblem['code'], field: string, zh: string, en: string): void => {
    found.push(problemOf(code, null, `trigger_config.${field}`, zh, en));
  };
  if (!isZone(trigger.zone))
    wrong('bad_zone', 'zone', `没有时区“${trigger.zone}”，例如 Asia/Shanghai`, `no zone ${trigger.zone}`);
  if (trigger.cron !== undefined && !isCron(trigger.cron))
    wrong(
      'bad_cron',
      'cron',
      `“${trigger.cron}”不是定时的写法；要五段：分 时 日 月 星期，例如每周一九点 0 9 * * 1`,
      'cron wants five fields that come true',
    );
  if (!trigger.auto_trigger) return found;
  const lacking = LACKING[trigger.type]?.(content);
  if (lacking) wrong('trigger_incomplete', lacking.field, lacking.zh, lacking.en);
  if (trigger.contact_types.length === 0)
    wrong('trigger_incomplete', 'contact_types', '要选好友或群', 'choose friends or groups');
  return found;
}

interface Lacking {
  readonly field: string;
  readonly zh: string;
  readonly en: string;
}

/** Whether a schedule or a condition says whom it reaches: never silently everybody. */
function reachesSomebody({ trigger_config: trigger, target_config: target }: SopContent): boolean {
  const lists = [target.tags, target.without_tags, target.stages, target.owner_ids, target.account_ids];
  return lists.some((list) => list.length > 0) || target.conditions !== null || trigger.conditions !== null;
}

/** What each trigger must be told to work by itself. */
const LACKING: Readonly<
  Partial<Record<SopContent['trigger_config']['type'], (content: SopContent) => Lacking | undefined>>
> = {
  manual: () => ({
    field: 'type',
    zh: '要自动触发就要选触发类型，手动的不会自己开始',
    en: 'choose what triggers it; manual does not start by itself',
  }),
  keyword_matched: ({ trigger_config: { keywords } }) =>
    keywords.length === 0 ? { field: 'keywords', zh: '要写关键词', en: 'name the keywords' } : undefined,
  delay: ({ trigger_config: { delay_minutes: minutes } }) =>
    minutes === undefined
      ? { field: 'delay_minutes', zh: '要写加好友后多少分钟', en: 'say how many minutes after the contact was added' }
      : undefined,
  schedule: (content) => {
    if (content.trigger_config.cron === undefined)
      return { field: 'cron', zh: '要写定时（cron）', en: 'say when (cron)' };
    return reachesSomebody(content)
      ? undefined
      : { field: 'type', zh: '定时的模板要选目标客户（标签、阶段、负责人、账号或条件）', en: 'say whom it reaches' };
  },
  condition: (content) =>
    reachesSomebody(content)
      ? undefined
      : { field: 'conditions', zh: '要写条件，或选目标客户', en: 'name the conditions or whom it reaches' },
};
