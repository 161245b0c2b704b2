import { errorsOf, type ErrorCatalogue } from '../../kernel/errors.ts';

/** What can go wrong between the knowledge base and the services that search for it. */
export const KNOWLEDGE_INDEX_ERRORS = {
  'knowledge.index_unavailable': {
    kind: 'transient',
    zh: '知识库检索服务暂时没有响应，请稍后再试。',
    en: 'The knowledge index does not answer: {reason}',
  },
  'knowledge.index_refused': {
    kind: 'bug',
    zh: '知识库检索服务不接受这次请求，已经记录下来，请联系管理员。',
    en: 'The knowledge index refused a request: {reason}',
  },
  'knowledge.wrong_dimension': {
    kind: 'invalid',
    zh: '向量长度不一致：现有索引是 {expected}，向量模型给出的是 {actual}。请核对 EMBEDDINGS_DIMENSION，换过模型后请重建索引。',
    en: 'Vectors have {actual} numbers where {expected} are expected. Check EMBEDDINGS_DIMENSION; rebuild the index after a change of model.',
  },
  'knowledge.embedding_failed': {
    kind: 'transient',
    zh: '向量模型暂时没有响应（{reason}），稍后会自动再试。',
    en: 'The embedding endpoint failed: {reason}',
  },
  'knowledge.embedding_refused': {
    kind: 'invalid',
    zh: '向量模型不接受请求（{reason}），请核对 EMBEDDINGS_URL、EMBEDDINGS_MODEL 和密钥。',
    en: 'The embedding endpoint refused: {reason}. Check EMBEDDINGS_URL, EMBEDDINGS_MODEL and the key.',
  },
  'knowledge.rerank_failed': {
    kind: 'transient',
    zh: '重排模型暂时没有响应（{reason}）。',
    en: 'The rerank endpoint failed: {reason}',
  },
  'knowledge.synonym_not_found': {
    kind: 'not_found',
    zh: '没有找到这组同义词，可能已经被删除。',
    en: 'No such group of synonyms; it may have been deleted.',
  },
  'knowledge.synonym_too_few': {
    kind: 'invalid',
    zh: '一组同义词至少要有两个不同的词。',
    en: 'A group of synonyms needs at least two different words.',
  },
  'knowledge.synonym_stale': {
    kind: 'conflict',
    zh: '这组同义词刚被别人改过（现在是第 {current_version} 版），请刷新后再提交。',
    en: 'Somebody else changed this group (version {current_version} now). Reload and submit again.',
  },
  'knowledge.synonym_limit': {
    kind: 'invalid',
    zh: '同义词最多 {limit} 组，请先删掉不用的。',
    en: 'There can be {limit} groups of synonyms at most. Delete some first.',
  },
} as const satisfies ErrorCatalogue;

export const knowledgeIndexError = errorsOf(KNOWLEDGE_INDEX_ERRORS);
