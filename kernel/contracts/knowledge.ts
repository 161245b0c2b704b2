import { z } from 'zod';
import { ROLES } from './identity.ts';
import { ListQuery } from './paging.ts';

/** What a document can be read from. */
export const DOCUMENT_FORMATS = ['markdown', 'text', 'html', 'pdf', 'docx', 'xlsx', 'csv', 'chat'] as const;
export const DocumentFormat = z.enum(DOCUMENT_FORMATS);
export type DocumentFormat = z.infer<typeof DocumentFormat>;

/** `processing`: no version can be searched yet; `failed`: the only version could not be read. */
export const DOCUMENT_STATUSES = ['processing', 'ready', 'failed'] as const;
export const DocumentStatus = z.enum(DOCUMENT_STATUSES);
export type DocumentStatus = z.infer<typeof DocumentStatus>;

/** How far a version is: waits, is read and cut, is put into the index; the last three are ends. */
export const VERSION_STATUSES = ['waiting', 'reading', 'indexing', 'ready', 'failed', 'superseded'] as const;
export const VersionStatus = z.enum(VERSION_STATUSES);
export type VersionStatus = z.infer<typeof VersionStatus>;

export const DOCUMENT_SOURCES = ['upload', 'folder', 'library', 'written'] as const;
export const DocumentSource = z.enum(DOCUMENT_SOURCES);
export type DocumentSource = z.infer<typeof DocumentSource>;

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/**
 * Who may read a document: `all` colleagues, a role, a team, one person; `customer` means that it may also be told to
 * customers. The owner and administrators always may.
 */
export const AccessKey = z
  .string()
  .regex(new RegExp(`^(?:all|customer|role:(?:${ROLES.join('|')})|team:${UUID}|user:${UUID})$`));
export type AccessKey = z.infer<typeof AccessKey>;

const day = z.iso.date();
const title = z.string().trim().min(1).max(200);
const category = z.string().trim().max(60);
const documentTags = z.array(z.string().trim().min(1).max(40)).max(20);
const visibility = z.array(AccessKey).min(1).max(50);

/** What is known about a document beside its text; everything may be left out of an upload. */
export const DocumentFields = z.strictObject({
  title: title.optional(),
  category: category.nullable().optional(),
  tags: documentTags.optional(),
  visibility: visibility.optional(),
  /** First and last day it may be told. */
  valid_from: day.nullable().optional(),
  valid_until: day.nullable().optional(),
  owner_id: z.uuid().optional(),
});
export type DocumentFields = z.infer<typeof DocumentFields>;

export const UpdateDocument = DocumentFields.extend({ version: z.int().min(1) });
export type UpdateDocument = z.infer<typeof UpdateDocument>;

/** A document written in the console or by an agent; the text is Markdown. */
export const WriteDocument = DocumentFields.extend({
  title,
  text: z.string().trim().min(1).max(200_000),
  note: z.string().trim().max(500).optional(),
});
export type WriteDocument = z.infer<typeof WriteDocument>;

export const FileProblem = z.object({ code: z.string(), message: z.string() });
export type FileProblem = z.infer<typeof FileProblem>;

export const DocumentVersionView = z.object({
  id: z.uuid(),
  number: z.int(),
  file_name: z.string(),
  format: DocumentFormat.nullable(),
  /** Bytes. */
  size: z.int(),
  status: VersionStatus,
  passages: z.int(),
  /** Passages that are in the index already. */
  indexed: z.int(),
  characters: z.int(),
  problem: FileProblem.nullable(),
  /** What the reader should know although the file could be read: rows left out, a wrong ending of the name. */
  warnings: z.array(z.string()),
  /** Why this version was made. */
  note: z.string().nullable(),
  /** Passages compared with the version before. */
  changes: z.object({ added: z.int(), removed: z.int(), kept: z.int() }).nullable(),
  /** Answers that cited this version, and what people said of them. */
  cited: z.int(),
  good: z.int(),
  bad: z.int(),
  created_by: z.string().nullable(),
  created_at: z.iso.datetime(),
  finished_at: z.iso.datetime().nullable(),
});
export type DocumentVersionView = z.infer<typeof DocumentVersionView>;

export const DocumentView = z.object({
  id: z.uuid(),
  title: z.string(),
  category: z.string().nullable(),
  tags: z.array(z.string()),
  visibility: z.array(z.string()),
  valid_from: day.nullable(),
  valid_until: day.nullable(),
  owner_id: z.uuid().nullable(),
  owner_name: z.string().nullable(),
  source: DocumentSource,
  source_path: z.string().nullable(),
  status: DocumentStatus,
  /** The version that is searched, and the newest one when it is another. */
  current: DocumentVersionView.pick({
    id: true,
    number: true,
    format: true,
    passages: true,
    characters: true,
  }).nullable(),
  latest: DocumentVersionView.pick({
    id: true,
    number: true,
    status: true,
    passages: true,
    indexed: true,
    problem: true,
  }),
  /** When somebody last said that it is still right. */
  confirmed_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  version: z.int(),
  /** Whether the reader may change it. */
  editable: z.boolean(),
});
export type DocumentView = z.infer<typeof DocumentView>;

export const DocumentList = ListQuery.extend({
  category: z.string().max(60).optional(),
  tag: z.string().max(40).optional(),
  status: DocumentStatus.optional(),
  source: DocumentSource.optional(),
  owner_id: z.uuid().optional(),
});
export type DocumentList = z.infer<typeof DocumentList>;

export const BATCH_ITEM_STATUSES = ['waiting', 'created', 'replaced', 'unchanged', 'failed', 'expanded'] as const;

/** A file of an upload and what became of it. An archive is `expanded` into further items. */
export const BatchItemView = z.object({
  position: z.int(),
  path: z.string(),
  status: z.enum(BATCH_ITEM_STATUSES),
  document_id: z.uuid().nullable(),
  title: z.string().nullable(),
  /** How far its version is; `null` when there is none. */
  version_status: VersionStatus.nullable(),
  passages: z.int(),
  indexed: z.int(),
  problem: FileProblem.nullable(),
});
export type BatchItemView = z.infer<typeof BatchItemView>;

export const BatchView = z.object({
  id: z.uuid(),
  source: DocumentSource,
  /** `running` until each file was read and indexed or refused. */
  status: z.enum(['running', 'done']),
  files: z.int(),
  finished: z.int(),
  failed: z.int(),
  created_by: z.string().nullable(),
  created_at: z.iso.datetime(),
});
export type BatchView = z.infer<typeof BatchView>;
export const UploadAnswer = BatchView.extend({ items: z.array(BatchItemView) });
export type UploadAnswer = z.infer<typeof UploadAnswer>;

/** A passage with what it stands in, as a citation opens it. */
export const PassageView = z.object({
  id: z.uuid(),
  document_id: z.uuid(),
  document_title: z.string(),
  version_number: z.int(),
  heading: z.string(),
  question: z.string().nullable(),
  text: z.string(),
  page: z.int().nullable(),
  position: z.int(),
});
export type PassageView = z.infer<typeof PassageView>;

export const PassageDetail = PassageView.extend({
  /** The larger piece around it. */
  section: z.object({ id: z.uuid(), heading: z.string(), text: z.string() }),
  previous_id: z.uuid().nullable(),
  next_id: z.uuid().nullable(),
  category: z.string().nullable(),
  tags: z.array(z.string()),
  valid_until: day.nullable(),
  updated_at: z.iso.datetime(),
});
export type PassageDetail = z.infer<typeof PassageDetail>;

const turns = z.array(z.strictObject({ role: z.enum(['user', 'assistant']), text: z.string().max(4000) })).max(20);

export const SearchKnowledgeRequest = z.strictObject({
  query: z.string().trim().min(1).max(500),
  history: turns.optional(),
  categories: z.array(z.string().max(60)).max(20).optional(),
  tags: z.array(z.string().max(40)).max(20).optional(),
  document_ids: z.array(z.uuid()).max(50).optional(),
  limit: z.int().min(1).max(50).default(10),
});
export type SearchKnowledgeRequest = z.infer<typeof SearchKnowledgeRequest>;

export const SearchHit = PassageView.extend({
  /** Comparable within one answer only. */
  score: z.number(),
  confidence: z.number(),
});
export type SearchHit = z.infer<typeof SearchHit>;

/** Whether what was found answers: `sure`, `unsure` (the nearest there is), `none`. */
export const CERTAINTIES = ['sure', 'unsure', 'none'] as const;

export const SearchKnowledgeAnswer = z.object({
  items: z.array(SearchHit),
  confidence: z.number(),
  certainty: z.enum(CERTAINTIES),
  /** The question as it was searched, completed from the conversation, first. */
  queries: z.array(z.string()),
  mode: z.enum(['sparse', 'dense', 'hybrid']),
  skipped: z.array(z.string()),
});
export type SearchKnowledgeAnswer = z.infer<typeof SearchKnowledgeAnswer>;

export const AskKnowledgeRequest = SearchKnowledgeRequest.omit({ query: true, limit: true }).extend({
  question: z.string().trim().min(1).max(500),
});
export type AskKnowledgeRequest = z.infer<typeof AskKnowledgeRequest>;

export const Citation = z.object({
  /** The number in the answer's `[1]`. */
  number: z.int(),
  passage_id: z.uuid(),
  document_id: z.uuid(),
  title: z.string(),
  heading: z.string(),
  /** The words of the passage that the answer rests on. */
  quote: z.string(),
  updated_at: z.iso.datetime(),
});
export type Citation = z.infer<typeof Citation>;

/** `answered` by a model or from the passages themselves; `refused` when nothing answers the question. */
export const ANSWER_OUTCOMES = ['answered', 'refused'] as const;
export const ANSWER_WRITERS = ['model', 'extract', 'none'] as const;

export const KnowledgeAnswer = z.object({
  id: z.uuid(),
  question: z.string(),
  outcome: z.enum(ANSWER_OUTCOMES),
  /** With `[1]` after each sentence; for a refusal the polite sentence that says so. */
  text: z.string(),
  citations: z.array(Citation),
  confidence: z.number(),
  certainty: z.enum(CERTAINTIES),
  written_by: z.enum(ANSWER_WRITERS),
  /** Sentences of the model that no passage supports: they were left out. */
  dropped: z.int(),
  /** Readable documents that lie nearest, when nothing answers. */
  near: z.array(z.object({ document_id: z.uuid(), title: z.string() })),
});
export type KnowledgeAnswer = z.infer<typeof KnowledgeAnswer>;

export const FEEDBACK_REASONS = ['wrong', 'outdated', 'incomplete', 'off_topic', 'unclear', 'other'] as const;
export const GiveFeedback = z.strictObject({
  rating: z.enum(['good', 'bad']),
  reason: z.enum(FEEDBACK_REASONS).nullable().optional(),
  comment: z.string().trim().max(1000).nullable().optional(),
});
export type GiveFeedback = z.infer<typeof GiveFeedback>;

export const AnswerLogView = z.object({
  id: z.uuid(),
  question: z.string(),
  outcome: z.enum(ANSWER_OUTCOMES),
  written_by: z.enum(ANSWER_WRITERS),
  confidence: z.number(),
  /** Only of one's own questions. */
  text: z.string().nullable(),
  asked_by: z.string().nullable(),
  rating: z.enum(['good', 'bad']).nullable(),
  reason: z.enum(FEEDBACK_REASONS).nullable(),
  comment: z.string().nullable(),
  created_at: z.iso.datetime(),
});
export type AnswerLogView = z.infer<typeof AnswerLogView>;
export const AnswerList = ListQuery.pick({ page: true, page_size: true }).extend({
  outcome: z.enum(ANSWER_OUTCOMES).optional(),
  rating: z.enum(['good', 'bad']).optional(),
  mine: z.enum(['true', 'false']).optional(),
});
export type AnswerList = z.infer<typeof AnswerList>;
