import { z } from 'zod';
import type { AskBailianApp } from '../../../integrations/models/bailian-app/ask-bailian-app.ts';
import type { ModelUsage } from '../../../integrations/models/model-usage.ts';
import { toAppError } from '../../../kernel/errors.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { repairWords, type AskForm } from './ask-form.ts';

/** The label of the app in metering and logs. */
export const BAILIAN_APP = 'bailian-app';

export interface BailianFormParts {
  readonly app: AskBailianApp;
  readonly logger: Logger;
  /** For all tries of one question together. */
  readonly timeoutMs: number;
  /** Whether the budgets still allow a call in the name of this agent. */
  readonly admit: (agent: string) => Promise<boolean>;
  /** Told of every question, failed ones too. */
  readonly onUsage: (usage: ModelUsage) => Promise<void>;
}

/** Asks an app of the Bailian console, which knows no tools: the form is described in the prompt and comes back as JSON. */
export function askFormOfBailian({ app, logger, timeoutMs, admit, onUsage }: BailianFormParts): AskForm {
  return async ({ agent, system, content, form, repair, signal }) => {
    const from = performance.now();
    const report = async (outcome: string, told: Awaited<ReturnType<AskBailianApp>> | null): Promise<void> => {
      const durationMs = performance.now() - from;
      const count = { promptTokens: told?.promptTokens ?? 0, completionTokens: told?.completionTokens ?? 0 };
      await onUsage({
        userId: null,
        agent,
        endpoint: BAILIAN_APP,
        model: told?.model ?? BAILIAN_APP,
        ...count,
        estimated: told?.untold ?? true,
        cost: 0,
        durationMs,
        outcome,
      }).catch((error: unknown) => logger.error({ error, endpoint: BAILIAN_APP }, 'model usage was not recorded'));
    };
    try {
      if (!(await admit(agent))) return null;
      const shape = JSON.stringify(z.toJSONSchema(form.schema, { io: 'input' }));
      const prompt = `${system}\n\n${content}\n\n只输出一个符合下面结构的 JSON 对象，不要写别的：\n${shape}${repair ? `\n\n${repairWords(repair)}` : ''}`;
      const told = await app(prompt, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]));
      await report('ok', told);
      return { text: told.text, by: told.model ?? BAILIAN_APP };
    } catch (thrown) {
      logger.warn(
        { agent, endpoint: BAILIAN_APP, code: toAppError(thrown).code },
        'the app did not answer the question',
      );
      await report(signal.aborted ? 'cancelled' : 'failed', null);
      return null;
    }
  };
}
