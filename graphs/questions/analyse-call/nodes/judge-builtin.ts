import { analyseCallBuiltin } from '../../../../integrations/understanding/call/analyse-call-builtin.ts';
import type { AnalyseCallStateValue } from '../state.ts';

/** The rules inside the process. */
export function judgeBuiltin({ input }: AnalyseCallStateValue): Partial<AnalyseCallStateValue> {
  return { analysis: analyseCallBuiltin(input) };
}
