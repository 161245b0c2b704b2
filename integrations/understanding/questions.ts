import type { SlotKind } from '../../kernel/slots.ts';
import type { SemanticLayer } from './semantic-layer.ts';
import type { SlotProblem } from './slots/fill-slots.ts';
import type { Ask, AskOption } from './understanding.ts';

/** How a missing argument is asked for, by its kind; other kinds are asked for by their label. */
const QUESTIONS: Readonly<Partial<Record<SlotKind, string>>> = {
  customer: '请问是哪位客户？',
  lead: '请问是哪条线索？',
  opportunity: '请问是哪个商机？',
  contact: '请问是哪位联系人？',
  person: '请问是哪位同事？',
  instant: '请问安排在什么时间？例如「明天下午三点」。',
  day: '请问是哪一天？',
  money: '请问金额是多少？',
  tags: '请问是哪个标签？',
  stage: '请问推进到哪个阶段？',
  lead_status: '请问改成什么状态？',
  segment: '请问是哪个分群？',
  group: '请问是哪个群？',
  member: '请问是群里的哪一位？',
  robot: '请问是哪个机器人？',
  free_text: '请问要写些什么？',
  name: '请问叫什么名字？',
  report: '请问想看哪个指标？',
};

/** The question for one unsettled argument. */
export function questionFor(
  problem: SlotProblem,
  options?: readonly AskOption[],
): Pick<Ask, 'question' | 'slot' | 'options'> {
  const { slot } = problem;
  if (problem.kind === 'ambiguous')
    return {
      slot: slot.arg,
      question: `有 ${problem.options.length} 个相近的${slot.label}，您指的是哪一个？`,
      options: problem.options,
    };
  if (problem.kind === 'doubtful') {
    return {
      slot: slot.arg,
      question: `没有找到「${problem.said}」，您指的是「${problem.value}」吗？`,
      options: [{ label: problem.value, value: problem.value }],
    };
  }
  return {
    slot: slot.arg,
    question: QUESTIONS[slot.slot] ?? `请告诉我${slot.label}。`,
    ...(options ? { options } : {}),
  };
}

const OFFERED_METRICS = 5;

/** The first metrics of the layer, offered when a report names none. */
export function metricOptions(layer: SemanticLayer): AskOption[] {
  return layer.metrics.slice(0, OFFERED_METRICS).map(({ name, label }) => ({ label, value: name }));
}
