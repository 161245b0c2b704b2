import type { CallAnalyst } from '../../domain/calls/call-analyst.port.ts';
import { createCallAnalyst } from '../../graphs/questions/create-call-analyst.ts';
import { firstToAnswer } from '../../graphs/questions/forms/ask-form.ts';
import { formBailianApp, formModels, type JudgeParts } from './form-models.ts';

/** Nobody waits at the screen for a call to be judged; a job does, and its lease is minutes. In milliseconds. */
const TIMEOUTS = { totalMs: 30_000, perEndpointMs: 20_000 } as const;

/** Who judges calls: the app of the Bailian console, else the configured models, else the built-in understanding. */
export function composeCallAnalyst(parts: JudgeParts): CallAnalyst {
  return createCallAnalyst(firstToAnswer([formBailianApp(parts), formModels(parts, TIMEOUTS)]));
}
