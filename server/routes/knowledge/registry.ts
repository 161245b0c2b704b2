import type { KnowledgeEngine } from '../../../knowledge/engine.ts';
import { askRoutes } from './ask.route.ts';
import { documentRoutes } from './documents.route.ts';
import { evaluationRoutes } from './evaluations.route.ts';
import { indexRoutes } from './index.route.ts';
import { qualityRoutes } from './quality.route.ts';
import { SYNONYM_ROUTES } from './synonyms.route.ts';
import { uploadRoutes } from './uploads.route.ts';

/** Every route of the knowledge base. */
export const knowledgeRoutes = (engine: KnowledgeEngine) => [
  ...documentRoutes,
  ...uploadRoutes,
  ...askRoutes(engine),
  ...indexRoutes(engine),
  ...qualityRoutes,
  ...evaluationRoutes,
  ...SYNONYM_ROUTES,
];
