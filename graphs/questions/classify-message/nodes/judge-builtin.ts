import { classifyBuiltin } from '../../../../integrations/understanding/message/classify-builtin.ts';
import type { ClassifyStateValue } from '../state.ts';

/** The rules and the mood classifier inside the process. */
export function judgeBuiltin({ input }: ClassifyStateValue): Partial<ClassifyStateValue> {
  return { judged: classifyBuiltin(input) };
}
