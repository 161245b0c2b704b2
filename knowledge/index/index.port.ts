import type { IndexedPassage, PassagePayload, ScoredPassage, SparseVector } from './passage.ts';

/**
 * What a reader may be shown. It is applied inside the index, in every branch of a search, so that a forbidden passage
 * neither comes back nor takes a place of one that may.
 */
export interface IndexFilter {
  /** The reader's access keys: a passage is readable when it carries one of them. Empty finds nothing. */
  readonly access: readonly string[];
  /** Passages that are not valid at this moment are left out. */
  readonly at: Date;
  /** Only passages with one of these. */
  readonly categories?: readonly string[];
  readonly tags?: readonly string[];
  readonly documentIds?: readonly string[];
}

export interface IndexQuery {
  /** At least one of the two vectors. With both, the two lists are fused by reciprocal ranks. */
  readonly sparse?: SparseVector;
  readonly dense?: readonly number[];
  readonly filter: IndexFilter;
  readonly limit: number;
  /** Length of each list before they are fused; `limit` when it is left out. */
  readonly prefetch?: number;
}

/** Reads the truth for a rebuild. */
export interface RebuildSource {
  /** All passages that should be in the index, some hundred at a time. */
  batches(): AsyncIterable<readonly IndexedPassage[]>;
  /** Which of these passages are still wanted: asked after the copy, for what was deleted meanwhile. */
  existing(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

export interface IndexStats {
  readonly passages: number;
  readonly documents: number;
  /** How many of them have a dense vector. */
  readonly dense: number;
  readonly generation: number;
}

export interface IndexStatus {
  readonly adapter: 'postgresql' | 'qdrant';
  readonly state: 'up' | 'degraded';
  /** Whether dense vectors can be stored and searched. */
  readonly dense: boolean;
  /** What is missing and what to do about it, for an administrator; empty when all is well. */
  readonly missing: readonly { readonly zh: string; readonly en: string }[];
}

export interface IndexSnapshot {
  readonly name: string;
  readonly createdAt: Date;
  readonly bytes: number;
}

/**
 * Where passages are found. PostgreSQL has the documents; the index can be made anew from them at any time. Every call is
 * a unit of its own: call it after the documents' transaction was committed, never inside one. All writes may be repeated.
 *
 * Every method throws AppError `knowledge.index_unavailable` (transient) when the index does not answer.
 */
export interface IndexPort {
  /** Adds passages or puts them in the place of those with the same id. @throws AppError `knowledge.wrong_dimension` */
  upsert(passages: readonly IndexedPassage[]): Promise<void>;
  /** Changes who may read a document's passages, and when, without touching the vectors. */
  setPayload(documentId: string, payload: Partial<PassagePayload>): Promise<void>;
  deleteByDocument(documentIds: readonly string[]): Promise<void>;
  deleteByVersion(versionIds: readonly string[]): Promise<void>;
  deletePassages(ids: readonly string[]): Promise<void>;
  /** Best first; equal scores in the order of their ids. */
  search(query: IndexQuery): Promise<ScoredPassage[]>;
  /** Fills a second index from the truth while the first one answers, then switches. Changes meanwhile go to both. */
  rebuild(source: RebuildSource): Promise<IndexStats>;
  /** Saves the index where its server keeps such files; `null` where the database's own backup has it all. */
  snapshot(): Promise<IndexSnapshot | null>;
  stats(): Promise<IndexStats>;
  status(): Promise<IndexStatus>;
  close(): Promise<void>;
}
