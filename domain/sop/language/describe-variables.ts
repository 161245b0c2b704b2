import type { SopVariableView } from '../../../kernel/contracts/sop-templates.ts';
import { BUILT_IN_VARIABLES } from './variables.ts';

/** Every built-in variable with an example, for the designer. */
export function describeVariables(): SopVariableView[] {
  return Object.entries(BUILT_IN_VARIABLES).map(([name, { label, kind, example }]) => ({ name, label, kind, example }));
}
