import { forkEm } from '../../db/orm.ts';
import type { Scope } from '../../domain/scope.ts';
import { actorOf, loadUser } from '../../domain/identity/load-actor.ts';
import { systemActor, type Actor } from '../../kernel/actor.ts';
import { PERMISSIONS } from '../../kernel/contracts/identity.ts';
import { documentOfVersion } from '../../knowledge/documents/version-view.ts';
import { expandArchive } from '../../knowledge/ingest/expand-archive.job.ts';
import { expandBatchItem, uploaderOf } from '../../knowledge/ingest/expand-batch-item.ts';
import { followDocument, rebuildFromDocuments, removePassages } from '../../knowledge/ingest/follow-index.ts';
import { ingestDocument } from '../../knowledge/ingest/ingest-document.job.ts';
import { ingestVersion } from '../../knowledge/ingest/ingest-version.ts';
import { loadLibrary } from '../../knowledge/ingest/load-library.job.ts';
import { loadStarterLibrary } from '../../knowledge/ingest/load-starter-library.ts';
import { rebuildIndex } from '../../knowledge/ingest/rebuild-index.job.ts';
import { refreshIndex } from '../../knowledge/ingest/refresh-index.job.ts';
import { removeFromIndex } from '../../knowledge/ingest/remove-from-index.job.ts';
import { clusterGaps } from '../../knowledge/quality/cluster-gaps.ts';
import { clusterGapsJob } from '../../knowledge/quality/cluster-gaps.job.ts';
import { evaluateKnowledge } from '../../knowledge/quality/evaluate-knowledge.job.ts';
import { inspectKnowledge } from '../../knowledge/quality/inspect-knowledge.ts';
import { inspectKnowledgeJob } from '../../knowledge/quality/inspect-knowledge.job.ts';
import { evaluatorOf, runEvaluation } from '../../knowledge/quality/run-evaluation.ts';
import type { JobDefinition } from '../../jobs/job.ts';
import type { ServiceParts } from '../parts.ts';
import type { Library } from './compose-library.ts';

/** Every job of the knowledge base. */
export const KNOWLEDGE_JOBS = [
  ingestDocument,
  expandArchive,
  removeFromIndex,
  refreshIndex,
  rebuildIndex,
  loadLibrary,
  clusterGapsJob,
  inspectKnowledgeJob,
  evaluateKnowledge,
] as const satisfies readonly JobDefinition<unknown>[];

/** Says who carries each job of the knowledge base out. */
export function registerKnowledgeHandlers(parts: ServiceParts, { engine, reader }: Library): void {
  const { engine: jobs } = parts;
  const scopeOf = (actor: Actor = systemActor(PERMISSIONS)): Scope => ({
    em: forkEm(parts.orm),
    clock: parts.clock,
    actor,
    events: parts.bus,
    jobs,
  });
  /** A job acts as the person who started it; as the service where that was nobody or somebody who has left. */
  const scopeFor = async (userId: string | null): Promise<Scope> => {
    const user = userId ? await loadUser(forkEm(parts.orm), userId) : undefined;
    return scopeOf(user && actorOf(user, { locale: 'zh' }));
  };

  jobs.handle(ingestDocument, async ({ version_id }, { attempt, signal }) => {
    const known = await documentOfVersion(scopeOf(), version_id);
    if (!known) return;
    const lastTry = attempt > ingestDocument.retries;
    await ingestVersion(await scopeFor(known.created_by_id), { engine, reader }, { version_id, lastTry, signal });
  });
  jobs.handle(expandArchive, async ({ item_id }, { signal }) => {
    const uploader = await uploaderOf(scopeOf(), item_id);
    if (uploader) await expandBatchItem(await scopeFor(uploader.userId), { item_id, signal });
  });
  jobs.handle(removeFromIndex, async (gone) => await removePassages(engine, gone));
  jobs.handle(refreshIndex, async ({ document_id }) => await followDocument(scopeOf(), engine, document_id));
  jobs.handle(rebuildIndex, async (_payload, { signal }) => await rebuildFromDocuments(scopeOf(), engine, signal));
  jobs.handle(loadLibrary, async (_payload, { signal }) => {
    await loadStarterLibrary(scopeOf(), { signal });
  });
  jobs.handle(clusterGapsJob, async () => {
    // A full batch may have left questions behind.
    while ((await clusterGaps(scopeOf())) > 0);
  });
  jobs.handle(inspectKnowledgeJob, async () => {
    await inspectKnowledge(scopeOf());
  });
  jobs.handle(evaluateKnowledge, async ({ run_id }, { signal }) => {
    const evaluator = await evaluatorOf(scopeOf(), run_id);
    if (evaluator) await runEvaluation(await scopeFor(evaluator.userId), engine, { run_id, signal });
  });
}
