import { KnowledgeSnapshot } from '../../../kernel/contracts/knowledge-quality.ts';
import type { KnowledgeEngine } from '../../../knowledge/engine.ts';
import { defineRoute } from '../../route.ts';
import { KNOWLEDGE_TAG as tag, KNOWLEDGE_URL } from './params.ts';

/** Care of the index itself. */
export function indexRoutes(engine: KnowledgeEngine) {
  return [
    defineRoute({
      method: 'POST',
      url: `${KNOWLEDGE_URL}/snapshots`,
      access: 'job.manage',
      summary: '给索引做快照（Qdrant）；索引在数据库里时随数据库一起备份，不另做',
      tag,
      response: KnowledgeSnapshot,
      handle: async () => {
        const made = await engine.index.snapshot();
        if (!made) return { snapshot: null };
        const { name, createdAt, bytes } = made;
        return { snapshot: { name, created_at: createdAt.toISOString(), bytes } };
      },
    }),
  ] as const;
}
