import { checkCondition } from '../../../kernel/conditions/check-condition.ts';
import type { Condition } from '../../../kernel/contracts/conditions.ts';
import type { SopContent, SopProblem, SopStep } from '../../../kernel/contracts/sop.ts';
import { AppError } from '../../../kernel/errors.ts';
import { unreadablePlace, variablesOf } from '../language/parse-text.ts';
import { isBuiltIn } from '../language/variables.ts';
import { declaredVariables, type CheckWorld } from './check-world.ts';
import type { ParsedAction } from './parsed-action.ts';
import { atStep, problemOf } from './sop-problem.ts';

/** Texts can be read, and every variable in them is known or has a default: it may be given at the start then. */
export function checkTexts(step: SopStep, action: ParsedAction | undefined, content: SopContent): SopProblem[] {
  const found: SopProblem[] = [];
  const declared = declaredVariables(content);
  for (const [field, text] of Object.entries(action ? (action.action.texts?.(action.config) ?? {}) : {})) {
    const place = unreadablePlace(text);
    if (place !== undefined)
      found.push(
        atStep(
          step,
          'unknown_variable',
          field,
          `“${place}”不是变量的写法，变量写成 {名称} 或 {名称|默认值}`,
          `"${place}" is not a variable`,
        ),
      );
    const unknown = variablesOf(text).filter(
      ({ name, hasDefault }) => !hasDefault && !isBuiltIn(name) && !Object.hasOwn(declared, name),
    );
    for (const name of new Set(unknown.map((one) => one.name)))
      found.push(
        atStep(
          step,
          'unknown_variable',
          field,
          `没有变量 {${name}}；请在设置里声明它，或写默认值 {${name}|…}`,
          `there is no variable ${name}; declare it in the settings or give a default`,
        ),
      );
  }
  return found;
}

/** Conditions name fields there are and compare them in ways that make sense. */
export function checkConditions(step: SopStep, action: ParsedAction | undefined, world: CheckWorld): SopProblem[] {
  const named: [string, Condition | null | undefined][] = [
    ['conditions', step.conditions],
    ...step.next_steps.map((next, at): [string, Condition | undefined] => [
      `next_steps.${at}.conditions`,
      next.conditions,
    ]),
    ...Object.entries(action ? (action.action.conditions?.(action.config) ?? {}) : {}),
  ];
  return named.flatMap(([field, condition]) => conditionProblems(step, field, condition, world));
}

/** What is wrong with one condition. */
export function conditionProblems(
  step: SopStep | null,
  field: string,
  condition: Condition | null | undefined,
  world: CheckWorld,
): SopProblem[] {
  if (!condition) return [];
  try {
    checkCondition(condition, world.fields);
    return [];
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    const words = String(thrown.details['problems']);
    return [problemOf('bad_conditions', step, field, words, words)];
  }
}
