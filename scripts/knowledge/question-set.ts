import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A passage of a set: `docs` are the documents it stands in, where the set has them. */
export interface SetPassage {
  readonly id: string;
  readonly text: string;
  readonly title?: string;
  readonly heading?: string;
}

export interface SetQuestion {
  readonly id: string;
  readonly text: string;
  /** Ids of the passages that answer; empty for an unanswerable question. */
  readonly gold: readonly string[];
}

export interface QuestionSet {
  readonly corpus: readonly SetPassage[];
  readonly questions: readonly SetQuestion[];
  readonly unanswerable: readonly SetQuestion[];
}

/** Reads `corpus.jsonl`, `queries.jsonl` and, where there is one, `unanswerable.jsonl` of a folder. */
export function readQuestionSet(folder: string): QuestionSet {
  return {
    corpus: readLines<SetPassage>(join(folder, 'corpus.jsonl')),
    questions: readLines<SetQuestion>(join(folder, 'queries.jsonl')),
    unanswerable: existsSync(join(folder, 'unanswerable.jsonl'))
      ? readLines<SetQuestion>(join(folder, 'unanswerable.jsonl'))
      : [],
  };
}

function readLines<T>(file: string): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}

/** The half of the questions that constants were fitted on: by a hash of the id, so that it never changes. */
export function isTuned(question: Pick<SetQuestion, 'id' | 'text'>): boolean {
  let hash = 7;
  for (const unit of question.id + question.text) hash = (Math.imul(hash, 31) + unit.codePointAt(0)!) | 0;
  return ((hash ^ (hash >>> 15)) & 1) === 0;
}
