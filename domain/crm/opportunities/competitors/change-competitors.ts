import type { InferEntity } from '@mikro-orm/core';
import { Opportunity } from '../../../../db/entities/crm/opportunity.entity.ts';
import { OpportunityCompetitor } from '../../../../db/entities/crm/opportunity-competitor.entity.ts';
import type { CompetitorView } from '../../../../kernel/contracts/deals.ts';
import { inTransaction } from '../../../in-transaction.ts';
import { appendTimeline } from '../../append-timeline.ts';
import type { WriteScope } from '../../crm-scope.ts';
import { lockRow, requireVersion } from '../../lock-row.ts';
import { recordChange } from '../../record-change.ts';
import { stageError } from '../../stages/errors.ts';
import { COMPETITOR_STATUS_WORDS, listCompetitors } from './list-competitors.ts';

type Deal = InferEntity<typeof Opportunity>;
type Competitor = InferEntity<typeof OpportunityCompetitor>;

/** What a change of the competitors did, for the history. */
export interface CompetitorChange {
  readonly before?: Record<string, unknown>;
  readonly after?: Record<string, unknown>;
  /** «华信（领先我方）». */
  readonly about: string;
}

/**
 * Changes the competitors of a deal in one transaction with its history. The deal is locked, so names stay unique.
 * @throws AppError `crm.opportunity_not_found`, and what `work` throws
 */
export async function changeCompetitors(
  outer: WriteScope,
  opportunityId: string,
  work: (scope: WriteScope, deal: Deal, rows: Competitor[]) => CompetitorChange | undefined,
): Promise<{ items: CompetitorView[] }> {
  return await inTransaction(outer, async (scope) => {
    const deal = await lockRow(scope, Opportunity, opportunityId, 'crm.opportunity_not_found');
    const rows = await scope.em.find(OpportunityCompetitor, { opportunity: deal.id }, { refresh: true });
    const done = work(scope, deal, rows);
    if (done) {
      const { about, ...change } = done;
      appendTimeline(scope, {
        customerId: deal.customer,
        kind: 'opportunity.competitor_changed',
        about: `${deal.name}（${about}）`,
        entity: 'opportunity',
        entityId: deal.id,
      });
      recordChange(scope, {
        entity: 'opportunity',
        id: deal.id,
        change: 'updated',
        verb: 'competitor_changed',
        ...change,
      });
      await scope.em.flush();
    }
    return await listCompetitors(scope, deal);
  });
}

/** @throws AppError `crm.competitor_not_found`, `crm.stale_version` */
export function findCompetitor(rows: readonly Competitor[], id: string, version?: number): Competitor {
  const row = rows.find((one) => one.id === id);
  if (!row) throw stageError('crm.competitor_not_found');
  requireVersion(row, version);
  return row;
}

/** @throws AppError `crm.duplicate_competitor` */
export function requireFreeName(rows: readonly Competitor[], name: string, own?: string): void {
  if (rows.some((row) => row.name === name && row.id !== own))
    throw stageError('crm.duplicate_competitor', { details: { name } });
}

/** «华信（领先我方）». */
export function competitorWords(row: Pick<Competitor, 'name' | 'status'>): string {
  return `${row.name}，${COMPETITOR_STATUS_WORDS[row.status]}`;
}
