import type { SopContent, SopProblem, SopStep } from '../../../kernel/contracts/sop.ts';
import { atStep } from './sop-problem.ts';

/** Every step is reached from the first, and no circle goes round without waiting. */
export function checkCourse(content: SopContent): SopProblem[] {
  const byId = new Map(content.steps.map((step) => [step.id, step]));
  const reached = reachedFrom(content.steps[0]!, byId);
  const found = content.steps
    .filter((step) => !reached.has(step.id))
    .map((step) => atStep(step, 'unreachable', null, '从第一步走不到这里', 'the step is reached from nowhere'));
  const circle = restlessCircle(content.steps, byId);
  if (circle) {
    const round = [...circle, circle[0]!];
    found.push(
      atStep(
        byId.get(circle[0]!)!,
        'endless',
        'next_steps',
        `绕成了圈，中间又不等待，会没完没了：${round.join(' → ')}`,
        `the steps run in a circle without waiting: ${round.join(' -> ')}`,
      ),
    );
  }
  return found;
}

type Steps = ReadonlyMap<string, SopStep>;
const nextsOf = (step: SopStep, byId: Steps): SopStep[] => step.next_steps.flatMap(({ to }) => byId.get(to) ?? []);

function reachedFrom(first: SopStep, byId: Steps): ReadonlySet<string> {
  const reached = new Set([first.id]);
  const open = [first];
  for (let step = open.pop(); step; step = open.pop())
    for (const next of nextsOf(step, byId))
      if (!reached.has(next.id)) {
        reached.add(next.id);
        open.push(next);
      }
  return reached;
}

/** A step that takes time: a circle through it goes round as often as people want it to. Its own conditions may skip its wait. */
function rests(step: SopStep): boolean {
  const waits = step.action_type === 'wait_reply' || step.delay_minutes > 0 || step.delay_until !== null;
  return waits && step.conditions === null;
}

/** The ids of a circle of steps that never wait, in the order one walks it; undefined: there is none. */
function restlessCircle(steps: readonly SopStep[], byId: Steps): string[] | undefined {
  const done = new Set<string>();
  for (const start of steps) {
    // Walked by hand, not by calls: two hundred steps must not depend on the stack.
    const path: { step: SopStep; left: SopStep[] }[] = [{ step: start, left: nextsOf(start, byId) }];
    while (path.length > 0) {
      const here = path.at(-1)!;
      const next = rests(here.step) || done.has(here.step.id) ? undefined : here.left.pop();
      if (!next) {
        done.add(here.step.id);
        path.pop();
        continue;
      }
      const before = path.findIndex(({ step }) => step.id === next.id);
      if (before !== -1) return path.slice(before).map(({ step }) => step.id);
      if (!done.has(next.id)) path.push({ step: next, left: nextsOf(next, byId) });
    }
  }
  return undefined;
}
