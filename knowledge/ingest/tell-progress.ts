import type { VersionStatus } from '../../kernel/contracts/knowledge.ts';
import type { WriteScope } from '../knowledge-scope.ts';

export interface Progress {
  readonly documentId: string;
  readonly versionId: string;
  readonly status: VersionStatus;
  /** Passages in the index, of all. */
  readonly done: number;
  readonly total: number;
}

/** Tells whoever watches how far a version is. */
export function tellProgress(scope: Pick<WriteScope, 'events'>, progress: Progress): void {
  scope.events.publish('knowledge.ingest_progress', { ...progress });
}
