import { forkEm } from '../../db/orm.ts';
import { withinBudget } from '../../domain/metering/within-budget.ts';
import type { ModelChain } from '../../integrations/models/create-model-chain.ts';
import type { KnowledgeEngine } from '../../knowledge/engine.ts';
import { FileReader } from '../../knowledge/parse/file-reader.ts';
import type { ServiceParts } from '../parts.ts';
import { modelWriter } from './model-writer.ts';

/** The documents' half of the knowledge base composed: what finds and words answers, and what reads files. */
export interface Library {
  readonly engine: KnowledgeEngine;
  readonly reader: FileReader;
  stop(): Promise<void>;
}

/**
 * Puts the library together over the search of the service.
 * @param models asked when an answer is worded: the chain is made after this
 */
export function composeLibrary(parts: ServiceParts, models: () => ModelChain): Library {
  const { config, clock, logger, orm, knowledge } = parts;
  const writer =
    config.secrets.models.length === 0
      ? null
      : modelWriter({
          models,
          logger,
          admit: (actor, agent) => withinBudget({ em: forkEm(orm), clock, actor }, agent),
        });
  const { index, embeddings, reranker, search, vectorise } = knowledge;
  const reader = new FileReader();
  return { engine: { index, embeddings, reranker, search, vectorise, writer }, reader, stop: () => reader.close() };
}
