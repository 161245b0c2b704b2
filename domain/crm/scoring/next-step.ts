import type { FieldValues } from '../../../kernel/conditions/holds.ts';
import type { LeadGrade } from '../../../kernel/contracts/scoring.ts';

interface Step {
  readonly when: (values: FieldValues, grade: LeadGrade) => boolean;
  readonly say: (values: FieldValues) => string;
}

const number = (values: FieldValues, field: string): number => Number(values[field] ?? 0);
const isGood = (grade: LeadGrade): boolean => grade === 'A' || grade === 'B';

/** What to do next, the first line that fits; the last one always does. */
const STEPS: readonly Step[] = [
  { when: (values) => values['status'] === 'converted', say: () => '已经转为客户，接下来在客户上跟进' },
  { when: (values) => values['status'] === 'disqualified', say: () => '已标为无效，对方有新动静再重新打开' },
  {
    when: (values) => values['has_phone'] === false && values['has_wechat'] === false,
    say: () => '先补上电话或微信，才联系得到人',
  },
  { when: (values) => values['overdue'] === true, say: () => '有一次跟进已经逾期，今天先把它完成' },
  {
    when: (values) => number(values, 'activities') === 0,
    say: () => '还没有联系过，尽快打第一个电话，问清需求和决策人',
  },
  {
    when: (values, grade) => grade === 'A' && values['status'] === 'qualified',
    say: () => '需求已确认，可以转为客户，谈方案和报价',
  },
  {
    when: (values, grade) => isGood(grade) && number(values, 'idle_days') >= 7,
    say: (values) => `已经 ${Math.floor(number(values, 'idle_days'))} 天没有联系，趁热尽快回访`,
  },
  {
    when: (values, grade) => isGood(grade) && number(values, 'visits') === 0,
    say: () => '约一次见面或演示，把需求谈具体',
  },
  { when: (_values, grade) => grade === 'D', say: () => '先放一放，一个月发一次有用的资料，有回应再跟' },
  { when: (values) => values['has_plan'] === false, say: () => '还没有安排下一次跟进，先定个时间' },
  {
    when: (values) => values['title_level'] !== 'decision',
    say: () => '请对方引见能拍板的人',
  },
  { when: () => true, say: () => '按计划跟进，把需求、预算和时间确认下来' },
];

/** The next step for a lead of this grade, in words. */
export function nextStep(grade: LeadGrade, values: FieldValues): string {
  const step = STEPS.find(({ when }) => when(values, grade));
  return step?.say(values) ?? '';
}
