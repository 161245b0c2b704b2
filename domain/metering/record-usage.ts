import { ModelUsage } from '../../db/entities/metering/model-usage.entity.ts';
import { newId } from '../../kernel/ids.ts';
import type { Scope } from '../scope.ts';

export interface UsageLine {
  readonly userId: string | null;
  readonly agent: string;
  readonly endpoint: string;
  readonly model: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Yuan. */
  readonly cost: number;
  /** The vendor told no usage; counted from the text. */
  readonly estimated: boolean;
  readonly durationMs: number;
  readonly outcome: string;
}

const ZONE_OFFSET_MS = 8 * 3_600_000;

/** Adds one model call to the meter: a single statement, in the caller's transaction when there is one. */
export async function recordUsage(scope: Pick<Scope, 'em' | 'clock'>, line: UsageLine): Promise<void> {
  const now = scope.clock.now();
  const day = new Date(now.getTime() + ZONE_OFFSET_MS).toISOString().slice(0, 10);
  await scope.em.insert(ModelUsage, {
    id: newId(),
    at: now,
    day,
    ...line,
    outcome: line.outcome.slice(0, 40),
    durationMs: Math.round(line.durationMs),
  });
}
