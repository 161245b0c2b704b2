import { queryOne } from '../../db/query.ts';
import type { KnowledgeStatus } from '../../kernel/contracts/knowledge-quality.ts';
import { toAppError } from '../../kernel/errors.ts';
import type { KnowledgeEngine } from '../engine.ts';
import type { ReadScope } from '../knowledge-scope.ts';

/** Which parts of the knowledge base are on, and what is missing. An index that does not answer is told, not thrown. */
export async function readStatus(scope: ReadScope, engine: KnowledgeEngine): Promise<KnowledgeStatus> {
  const work = await queryOne<{ in_work: number }>(
    scope.em,
    "select count(*)::int as in_work from knowledge_version where status in ('waiting', 'reading', 'indexing')",
  );
  const { locale } = scope.actor;
  const rest = {
    embeddings: { state: engine.embeddings ? ('on' as const) : ('off' as const), model: engine.embeddings },
    reranker: engine.reranker,
    writer: engine.writer ? ('model' as const) : ('extract' as const),
    in_work: work?.in_work ?? 0,
  };
  try {
    const [status, stats] = [await engine.index.status(), await engine.index.stats()];
    const { adapter, state, dense } = status;
    const missing = status.missing.map((one) => one[locale]);
    if (!engine.embeddings)
      missing.push(
        locale === 'zh'
          ? '没有配置向量模型，目前只按词语检索。'
          : 'No embedding endpoint is set: documents are found by their words only.',
      );
    return {
      index: { adapter, state, passages: stats.passages, documents: stats.documents, dense },
      missing,
      ...rest,
    };
  } catch (thrown) {
    const missing = [toAppError(thrown).sentence(locale)];
    return { index: { adapter: 'unknown', state: 'down', passages: 0, documents: 0, dense: false }, missing, ...rest };
  }
}
