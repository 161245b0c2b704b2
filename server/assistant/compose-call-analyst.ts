import type { CallAnalyst } from '../../domain/calls/call-analyst.port.ts';
import { createCallAnalyst } from '../../graphs/questions/create-call-analyst.ts';
import { firstToAnswer } from '../../graphs/questions/forms/ask-form.ts';
import { formBailianApp, formModels, type JudgeParts } from './form-models.ts';

/** Nobody waits at the screen for a call to be judged; a job does, and its lease is minutes. In milliseconds. */
const TIMEOUTS = { totalMs: 30_000, perEndpointMs: 20_000 } as const;
/** What language models may use of the time a conversation has: the built-in understanding answers in what is left. */
const SHARE_OF_MODELS = 0.8;

/**
 * Who judges calls: the app of the Bailian console, else the configured models, else the built-in understanding. The last one has
 * its turn also when the others never answer, for all of them together have a share of the time only.
 */
export function composeCallAnalyst(parts: JudgeParts): CallAnalyst {
  const analyst = createCallAnalyst(firstToAnswer([formBailianApp(parts), formModels(parts, TIMEOUTS)]));
  const modelsMs = Math.floor(parts.config.calls.analysisMs * SHARE_OF_MODELS);
  return {
    analyseCall: async (input, signal) =>
      await analyst.analyseCall(input, AbortSignal.any([signal, AbortSignal.timeout(modelsMs)])),
  };
}
