import { forkEm } from '../../db/orm.ts';
import { withinBudget } from '../../domain/metering/within-budget.ts';
import type { ModelChain } from '../../integrations/models/create-model-chain.ts';
import type { KnowledgeEngine } from '../../knowledge/engine.ts';
import { FileReader } from '../../knowledge/parse/file-reader.ts';
import type { ServiceParts } from '../parts.ts';
import type { KnowledgeModelParts } from './ask-model.ts';
import { modelRewriter } from './model-rewriter.ts';
import { modelWriter } from './model-writer.ts';

/** The documents' half of the knowledge base composed: what finds and words answers, and what reads files. */
export interface Library {
  readonly engine: KnowledgeEngine;
  readonly reader: FileReader;
  stop(): Promise<void>;
}

/**
 * Puts the library together over the search of the service.
 * @param models asked when a question or an answer is worded: the chain is made after this
 */
export function composeLibrary(parts: ServiceParts, models: () => ModelChain): Library {
  const { config, clock, logger, orm, knowledge } = parts;
  const asking: KnowledgeModelParts = {
    models,
    logger,
    admit: (actor, agent) => withinBudget({ em: forkEm(orm), clock, actor }, agent),
  };
  const hasModel = config.secrets.models.length > 0;
  const writer = hasModel ? modelWriter(asking) : null;
  const rewriter = hasModel && config.rewordMs > 0 ? modelRewriter(asking, config.rewordMs) : null;
  const { index, embeddings, reranker, thresholds, search, vectorise } = knowledge;
  const reader = new FileReader();
  return {
    engine: { index, embeddings, reranker, thresholds, search, vectorise, writer, rewriter },
    reader,
    stop: () => reader.close(),
  };
}
