import type { SopProblem, SopStep } from '../../../kernel/contracts/sop.ts';
import type { ParsedAction } from './parsed-action.ts';
import { atStep } from './sop-problem.ts';

/** Where a step leads: to steps there are, by ways its action has, each way once. */
export function checkNexts(step: SopStep, action: ParsedAction | undefined, ids: ReadonlySet<string>): SopProblem[] {
  const found: SopProblem[] = [];
  const ways = action ? action.action.ways(action.config) : undefined;
  const taken = new Set<string>();
  step.next_steps.forEach(({ to, way, conditions }, at) => {
    const field = `next_steps.${at}`;
    if (!ids.has(to)) found.push(atStep(step, 'next_to_nowhere', field, `没有步骤“${to}”`, `there is no step ${to}`));
    if (way !== undefined && ways && !Object.hasOwn(ways, way)) {
      const known = Object.entries(ways).map(([name, words]) => `${name}（${words}）`);
      const zh =
        known.length > 0 ? `没有出口“${way}”，可以用 ${known.join('、')}` : `这个动作之后流程结束，不能有下一步`;
      found.push(atStep(step, 'unknown_way', field, zh, `the action has no way ${way}`));
    }
    const key = way ?? '';
    if (taken.has(key))
      found.push(
        atStep(
          step,
          'way_twice',
          field,
          way === undefined ? '前面已经有一个总是会走的去向，这个永远走不到' : `出口“${way}”已经通向别处`,
          way === undefined ? 'an earlier one always leads on' : `the way ${way} leads elsewhere already`,
        ),
      );
    // With conditions a way may be named again: the first one that holds is taken.
    if (!conditions) taken.add(key);
  });
  return found;
}
