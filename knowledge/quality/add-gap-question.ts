import { query } from '../../db/query.ts';
import type { GAP_SOURCES } from '../../kernel/contracts/knowledge-quality.ts';
import { newId } from '../../kernel/ids.ts';
import type { WriteScope } from '../knowledge-scope.ts';
import { clusterGapsJob } from './cluster-gaps.job.ts';

export interface GapQuestion {
  readonly question: string;
  readonly source: (typeof GAP_SOURCES)[number];
  readonly answerId: string | null;
}

/** Notes a question without a good answer, once per answer, in the caller's transaction; the clustering follows. */
export async function addGapQuestion(scope: WriteScope, gap: GapQuestion): Promise<void> {
  await scope.em.flush();
  await query(
    scope.em,
    `insert into knowledge_gap_question (id, question, source, answer_id, user_id, created_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (answer_id) do nothing`,
    [
      newId(),
      gap.question,
      gap.source,
      gap.answerId,
      scope.actor.kind === 'system' ? null : scope.actor.userId,
      scope.clock.now(),
    ],
  );
  await scope.jobs.enqueue(scope.em, clusterGapsJob, {}, { singletonKey: 'cluster' });
}
