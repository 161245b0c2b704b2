import { z } from 'zod';
import { ListQuery } from './paging.ts';

/** `open` waits for somebody; `written` has a document that answers it; `dismissed` needs none. */
export const GAP_STATUSES = ['open', 'written', 'dismissed'] as const;
export const GapStatus = z.enum(GAP_STATUSES);
export type GapStatus = z.infer<typeof GapStatus>;

/** Where an unanswered question came from. */
export const GAP_SOURCES = ['asked', 'feedback', 'reported'] as const;

/** Questions that want the same article. */
export const GapView = z.object({
  id: z.uuid(),
  /** Suggested title of the article. */
  title: z.string(),
  status: GapStatus,
  questions: z.int(),
  /** People who asked. */
  people: z.int(),
  samples: z.array(z.string()),
  /** Words most of its questions share. */
  words: z.array(z.string()),
  document_id: z.uuid().nullable(),
  document_title: z.string().nullable(),
  first_asked_at: z.iso.datetime(),
  last_asked_at: z.iso.datetime(),
  version: z.int(),
});
export type GapView = z.infer<typeof GapView>;

export const GapList = ListQuery.pick({ page: true, page_size: true }).extend({ status: GapStatus.optional() });
export type GapList = z.infer<typeof GapList>;
export const ReportGap = z.strictObject({ question: z.string().trim().min(2).max(500) });
export type ReportGap = z.infer<typeof ReportGap>;
export const UpdateGap = z.strictObject({
  version: z.int().min(1),
  status: GapStatus.optional(),
  title: z.string().trim().min(1).max(200).optional(),
  document_id: z.uuid().nullable().optional(),
});
export type UpdateGap = z.infer<typeof UpdateGap>;

/** A question with what should be found for it. `anchor` is a piece of text that the right passage holds. */
export const EvaluationQuestion = z
  .strictObject({
    question: z.string().trim().min(1).max(500),
    document_id: z.uuid().optional(),
    /** Path of an imported file, or the title of the document. */
    document: z.string().trim().min(1).max(400).optional(),
    anchor: z.string().trim().min(1).max(300).optional(),
    unanswerable: z.boolean().default(false),
  })
  .refine((one) => one.unanswerable !== Boolean(one.document_id ?? one.document), {
    message: '要么写明答案所在的文档，要么标记为没有答案（unanswerable）',
  });
export type EvaluationQuestion = z.infer<typeof EvaluationQuestion>;

export const CreateEvaluationSet = z.strictObject({
  name: z.string().trim().min(1).max(120),
  description: z.string().trim().max(1000).nullable().optional(),
  questions: z.array(EvaluationQuestion).max(5000).default([]),
});
export type CreateEvaluationSet = z.infer<typeof CreateEvaluationSet>;
export const AddEvaluationQuestions = z.strictObject({ questions: z.array(EvaluationQuestion).min(1).max(5000) });

export const EvaluationSetView = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string().nullable(),
  questions: z.int(),
  unanswerable: z.int(),
  last_run_id: z.uuid().nullable(),
  created_by: z.string().nullable(),
  created_at: z.iso.datetime(),
});
export type EvaluationSetView = z.infer<typeof EvaluationSetView>;

export const EvaluationQuestionView = z.object({
  id: z.uuid(),
  position: z.int(),
  question: z.string(),
  document_id: z.uuid().nullable(),
  document: z.string().nullable(),
  anchor: z.string().nullable(),
  unanswerable: z.boolean(),
});
export type EvaluationQuestionView = z.infer<typeof EvaluationQuestionView>;

/** Figures of a run; shares are 0-1 and `null` where nothing was measured. */
export const EvaluationFigures = z.object({
  answerable: z.int(),
  unanswerable: z.int(),
  recall_1: z.number().nullable(),
  recall_5: z.number().nullable(),
  recall_10: z.number().nullable(),
  mrr_10: z.number().nullable(),
  ndcg_10: z.number().nullable(),
  /** As `recall_1`, when any passage of the right document counts. */
  document_recall_1: z.number().nullable(),
  document_recall_5: z.number().nullable(),
  /** Share of unanswerable questions that are refused, and of answerable ones that are refused by mistake. */
  refused: z.number().nullable(),
  refused_wrongly: z.number().nullable(),
  /** Chance that an answerable question has more confidence than an unanswerable one. */
  refusal_auc: z.number().nullable(),
});
export type EvaluationFigures = z.infer<typeof EvaluationFigures>;

export const EvaluationRunView = z.object({
  id: z.uuid(),
  set_id: z.uuid(),
  status: z.enum(['running', 'done', 'failed']),
  total: z.int(),
  processed: z.int(),
  /** Questions whose document is not there any more; they count as not found. */
  missing: z.int(),
  figures: EvaluationFigures.nullable(),
  error: z.string().nullable(),
  created_by: z.string().nullable(),
  created_at: z.iso.datetime(),
  finished_at: z.iso.datetime().nullable(),
});
export type EvaluationRunView = z.infer<typeof EvaluationRunView>;

export const EvaluationResultView = z.object({
  position: z.int(),
  question: z.string(),
  unanswerable: z.boolean(),
  /** Place of the first right passage and of the first passage of the right document, 1 is best. */
  rank: z.int().nullable(),
  document_rank: z.int().nullable(),
  confidence: z.number(),
  refused: z.boolean(),
  found: z.array(z.object({ passage_id: z.uuid(), title: z.string(), heading: z.string() })),
});
export type EvaluationResultView = z.infer<typeof EvaluationResultView>;
export const EvaluationResultList = ListQuery.pick({ page: true, page_size: true }).extend({
  only: z.enum(['missed', 'refused_wrongly', 'answered_wrongly']).optional(),
});
export type EvaluationResultList = z.infer<typeof EvaluationResultList>;

export const ISSUE_KINDS = ['expired', 'expiring', 'unconfirmed', 'duplicate', 'contradiction', 'disliked'] as const;
export const IssueKind = z.enum(ISSUE_KINDS);
export type IssueKind = z.infer<typeof IssueKind>;

/** When a document should be looked at again, in days. */
export const STALENESS = {
  /** Its last day of validity is this near. */
  expiring: 14,
  /** Nobody has said for so long that it is still right. */
  unconfirmed: 180,
  /** Answers and ratings that count, and bad ratings from which it is disliked. */
  ratings: 30,
  bad: 2,
  /** No answer has cited it for so long. */
  unused: 90,
} as const;

/** Something about a document that somebody should look at. */
export const IssueView = z.object({
  id: z.uuid(),
  kind: IssueKind,
  document_id: z.uuid(),
  document_title: z.string(),
  other_document_id: z.uuid().nullable(),
  other_document_title: z.string().nullable(),
  /** What is wrong, in a sentence. */
  detail: z.string(),
  /** The sentences that contradict each other, or nothing. */
  quotes: z.array(z.string()),
  status: z.enum(['open', 'dismissed']),
  found_at: z.iso.datetime(),
});
export type IssueView = z.infer<typeof IssueView>;
export const IssueList = ListQuery.pick({ page: true, page_size: true }).extend({
  kind: IssueKind.optional(),
  status: z.enum(['open', 'dismissed']).default('open'),
});
export type IssueList = z.infer<typeof IssueList>;

export const KnowledgeHealth = z.object({
  documents: z.int(),
  passages: z.int(),
  failed: z.int(),
  issues: z.record(IssueKind, z.int()),
  open_gaps: z.int(),
  /** The last 30 days. */
  asked: z.int(),
  answered: z.int(),
  good: z.int(),
  bad: z.int(),
  categories: z.array(
    z.object({
      category: z.string().nullable(),
      documents: z.int(),
      passages: z.int(),
      /** Answers of the last 30 days that cite a document of it. */
      cited: z.int(),
      /** Documents no answer has cited in 90 days. */
      unused: z.int(),
    }),
  ),
  inspected_at: z.iso.datetime().nullable(),
});
export type KnowledgeHealth = z.infer<typeof KnowledgeHealth>;

/** What answers, and what is missing. */
export const KnowledgeStatus = z.object({
  index: z.object({
    adapter: z.string(),
    state: z.enum(['up', 'degraded', 'down']),
    passages: z.int(),
    documents: z.int(),
    dense: z.boolean(),
  }),
  embeddings: z.object({ state: z.enum(['on', 'off']), model: z.string().nullable() }),
  reranker: z.string().nullable(),
  /** Whether a language model words the answers; else the passages' own sentences do. */
  writer: z.enum(['model', 'extract']),
  missing: z.array(z.string()),
  /** Versions that are being read or indexed now. */
  in_work: z.int(),
});
export type KnowledgeStatus = z.infer<typeof KnowledgeStatus>;

/** What a snapshot of the index made: a file where the index's own server keeps such files. */
export const KnowledgeSnapshot = z.object({
  /** `null` where the index lies in the database: its backup has it all. */
  snapshot: z.object({ name: z.string(), created_at: z.iso.datetime(), bytes: z.int() }).nullable(),
});
export type KnowledgeSnapshot = z.infer<typeof KnowledgeSnapshot>;
