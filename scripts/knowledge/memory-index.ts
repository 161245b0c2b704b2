import { Postings } from '../../integrations/knowledge-index/pgvector/postings.ts';
import type { IndexPort } from '../../knowledge/index/index.port.ts';
import type { ScoredPassage } from '../../knowledge/index/passage.ts';
import { documentVector } from '../../knowledge/vectors/document-vector.ts';
import { documentOf } from './library-set.ts';
import type { SetPassage } from './question-set.ts';

/** The passages of a set in memory, found by words as the built-in index finds them; everybody may read them. */
export function memoryIndex(corpus: readonly SetPassage[]): Pick<IndexPort, 'search'> {
  const postings = new Postings();
  for (const [at, { text, heading = '', title = '' }] of corpus.entries())
    postings.add(at, documentVector({ text, heading, title }));
  return {
    search: ({ sparse, limit }) => {
      const scores = new Float64Array(corpus.length);
      if (sparse) postings.score(sparse, scores.length, scores);
      const best = [...scores.keys()]
        .filter((at) => scores[at]! > 0)
        .sort((a, b) => scores[b]! - scores[a]! || a - b)
        .slice(0, limit);
      return Promise.resolve(best.map((at) => asFound(corpus[at]!, scores[at]!)));
    },
  };
}

function asFound({ id, text, title = '', heading = '' }: SetPassage, score: number): ScoredPassage {
  const payload = { visibility: [], categories: [], tags: [], validFrom: null, validUntil: null };
  return { id, documentId: documentOf(id), versionId: id, parentId: null, text, title, heading, payload, score };
}
