import { SopPlans } from '../../domain/sop/running/sop-plan.ts';
import type { SopEngine } from '../../domain/sop/running/sop-engine.ts';
import { materialAddress } from '../../domain/sop/materials/material-address.ts';
import { composeReplyJudge } from '../assistant/compose-reply-judge.ts';
import type { ServiceParts } from '../parts.ts';
import { channelScope } from '../service-scope.ts';

/** A process that is stopped in the middle of a turn lets its instances go after so long. */
const LONGEST_TURN_MS = 60_000;

/** What tests put in the place of the service's own. */
export type SopOverrides = Partial<
  Pick<SopEngine, 'judge' | 'collectMs' | 'batch' | 'fault' | 'materialUrl' | 'longestTurnMs'>
>;

/** The engine of sequences composed: who judges, how much at once, where materials are fetched. */
export function composeSop(parts: Omit<ServiceParts, 'routing' | 'sop'>, overrides: SopOverrides = {}): SopEngine {
  return {
    scope: () => channelScope(parts),
    judge: composeReplyJudge(parts),
    plans: new SopPlans(),
    logger: parts.logger,
    batch: parts.config.sopBatch,
    longestTurnMs: LONGEST_TURN_MS,
    collectMs: parts.config.sopCollectMs,
    materialUrl: ({ id, url, storage_key: key }) =>
      key === null
        ? url
        : materialAddress(
            { public_url: parts.config.publicUrl, service_secret: parts.jwtSecret },
            id,
            parts.clock.now(),
          ),
    ...overrides,
  };
}
