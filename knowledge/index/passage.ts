/** Term weights of one text: ascending distinct unsigned 32-bit term numbers, and as many positive weights. */
export interface SparseVector {
  readonly indices: readonly number[];
  readonly values: readonly number[];
}

/**
 * Who may read a passage, when, and what it belongs to. Access keys are words of the documents' half, for instance
 * `all`, `team:<id>`, `role:<role>`, `user:<id>`; the index only compares them.
 */
export interface PassagePayload {
  readonly visibility: readonly string[];
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  /** Readable from this moment on; `null` is always. */
  readonly validFrom: Date | null;
  /** Readable before this moment; `null` is for ever. */
  readonly validUntil: Date | null;
}

/** A small piece of a document that search finds. Ids are UUIDs. */
export interface Passage {
  readonly id: string;
  readonly documentId: string;
  readonly versionId: string;
  /** The larger piece that is shown as context; `null` when the passage is its own context. */
  readonly parentId: string | null;
  readonly text: string;
  /** Title of the document. */
  readonly title: string;
  /** Path of headings over the passage, or the question of a question-answer pair; may be empty. */
  readonly heading: string;
  readonly payload: PassagePayload;
}

/** A passage with its vectors, as an index takes it. */
export interface IndexedPassage extends Passage {
  readonly sparse: SparseVector;
  /** `null` where no embedding endpoint is set: then only terms find it. */
  readonly dense: readonly number[] | null;
}

/** A passage that was found. `score` is higher for better and comparable within one answer only. */
export interface ScoredPassage extends Passage {
  readonly score: number;
}
