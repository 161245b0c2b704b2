import { toAppError } from '../../kernel/errors.ts';
import type { KnowledgeSearch } from './knowledge-search.ts';

export interface KnowledgeProbe {
  readonly state: 'up' | 'degraded';
  readonly detail: string;
}

const DEADLINE_MS = 2000;

/**
 * Whether the knowledge base can be searched, where its index is and what is missing. Without an index the rest of the
 * service goes on, so it is never `down`.
 */
export async function probeKnowledge(knowledge: KnowledgeSearch): Promise<KnowledgeProbe> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer within 2 s')), DEADLINE_MS);
  });
  try {
    const status = await Promise.race([knowledge.index.status(), late]);
    const how = status.dense ? 'words and meaning' : 'words only';
    const missing = status.missing.map((one) => one.en);
    if (!knowledge.embeddings) missing.push('no EMBEDDINGS_URL');
    return { state: status.state, detail: [`${status.adapter}: ${how}`, ...missing].join('; ') };
  } catch (thrown) {
    return { state: 'degraded', detail: toAppError(thrown).message };
  } finally {
    clearTimeout(timer);
  }
}
