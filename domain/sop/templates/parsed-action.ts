import type { SopStep } from '../../../kernel/contracts/sop.ts';
import type { SopActionShape } from '../actions/action.ts';
import { sopActionOf } from '../actions/registry.ts';
import { writtenName } from './wire-config.ts';

/** A step's action with the settings that fit it. */
export interface ParsedAction {
  readonly action: SopActionShape;
  readonly config: unknown;
}

/** Undefined where the settings do not fit. */
export function parsedAction(step: SopStep): ParsedAction | undefined {
  const action = sopActionOf(step.action_type);
  const parsed = action.config.safeParse(step.config);
  return parsed.success ? { action, config: parsed.data } : undefined;
}

/** What of a step's settings does not fit its action, by field. */
export function configIssues(step: SopStep): { readonly field: string; readonly message: string }[] {
  const parsed = sopActionOf(step.action_type).config.safeParse(step.config);
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path, message }) => ({
    field: path.length === 0 ? 'config' : [writtenName(step.action_type, String(path[0])), ...path.slice(1)].join('.'),
    message,
  }));
}
