import { Postings } from '../../integrations/knowledge-index/pgvector/postings.ts';
import type { ScoredPassage } from '../../knowledge/index/passage.ts';
import { measureEvidence, type Evidence } from '../../knowledge/rerank/confidence.ts';
import { measurePassages, type MeasuredPassage } from '../../knowledge/rerank/measure-passages.ts';
import { analyseQuestion } from '../../knowledge/rerank/question.ts';
import { makeLexicon } from '../../knowledge/text/lexicon.ts';
import { documentVector } from '../../knowledge/vectors/document-vector.ts';
import { queryVector } from '../../knowledge/vectors/query-vector.ts';
import type { QuestionSet, SetPassage, SetQuestion } from '../knowledge/question-set.ts';

/** A question with what the index finds for it. */
export interface Example {
  readonly passages: readonly MeasuredPassage[];
  readonly evidence: Evidence;
  /** Places of the right passages among them. */
  readonly gold: readonly number[];
}

const FOUND = 60;
const lexicon = makeLexicon();

/** Finds passages of one set as the built-in index does. */
export class SetIndex {
  readonly #set: QuestionSet;
  readonly #postings = new Postings();

  constructor(set: QuestionSet) {
    this.#set = set;
    for (const [at, one] of set.corpus.entries())
      this.#postings.add(at, documentVector({ text: one.text, heading: one.heading ?? '', title: one.title ?? '' }));
  }

  /** `hidden` passages count as not there: a question whose answer is hidden has none. */
  example(question: SetQuestion, hidden: (passage: SetPassage) => boolean = () => false): Example {
    const { corpus } = this.#set;
    const scores = new Float64Array(corpus.length);
    this.#postings.score(queryVector(question.text, lexicon), scores.length, scores);
    const best = [...scores.keys()]
      .filter((at) => scores[at]! > 0 && !hidden(corpus[at]!))
      .sort((a, b) => scores[b]! - scores[a]! || a - b)
      .slice(0, FOUND);
    const analysed = analyseQuestion(question.text, lexicon);
    const passages = measurePassages(
      analysed,
      best.map((at) => asPassage(corpus[at]!, scores[at]!)),
    );
    const evidence = measureEvidence(
      analysed,
      passages.map((one) => one.text),
    );
    const right = new Set(question.gold);
    return { passages, evidence, gold: best.flatMap((at, place) => (right.has(corpus[at]!.id) ? [place] : [])) };
  }
}

function asPassage({ id, text, title = '', heading = '' }: SetPassage, score: number): ScoredPassage {
  const payload = { visibility: [], categories: [], tags: [], validFrom: null, validUntil: null };
  return { id, documentId: id, versionId: id, parentId: null, text, title, heading, payload, score };
}
