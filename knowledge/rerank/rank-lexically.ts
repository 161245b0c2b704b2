import type { ScoredPassage } from '../index/passage.ts';
import type { Lexicon } from '../text/lexicon.ts';
import { ANSWER_WEIGHTS } from './confidence-weights.ts';
import { confidenceOf, confidenceRow, measureEvidence, scoreByChance } from './confidence.ts';
import { FEATURES, HEADING_FEATURES, TITLE_FEATURES } from './features.ts';
import { ANSWER_FEATURES } from './measure-answer.ts';
import { measurePassages, type MeasuredPassage } from './measure-passages.ts';
import { analyseQuestion } from './question.ts';
import { HEADING_WEIGHTS, RANK_WEIGHTS, TITLE_WEIGHTS } from './rank-weights.ts';

/** How well a passage answers, as the words tell. */
export interface LexicalRank {
  /** Comparable within one question. */
  readonly score: number;
  /** 0-1, comparable between questions. */
  readonly confidence: number;
}

/**
 * Compares each passage with the question: coverage, order, nearness, fields, synonyms, kind of question. `score` of the
 * passages is the index's. The weights were fitted by `scripts/fit-reranker.ts` (docs/adr/0010) and `scripts/fit-confidence.ts`
 * (docs/adr/0039).
 */
export function rankLexically(query: string, passages: readonly ScoredPassage[], lexicon: Lexicon): LexicalRank[] {
  const question = analyseQuestion(query, lexicon);
  const measured = measurePassages(question, passages);
  const evidence = measureEvidence(
    question,
    measured.map((one) => one.text),
  );
  const scores = measured.map((one) => nearness(one) + answering(one));
  const chance = scoreByChance(scores);
  return measured.map((one, at) => {
    const score = scores[at]!;
    return { score, confidence: confidenceOf(confidenceRow(score, chance, one, evidence)) };
  });
}

/** What answering adds to being near. */
function answering({ answer }: MeasuredPassage): number {
  let score = 0;
  for (const [at, name] of ANSWER_FEATURES.entries()) score += answer[at]! * ANSWER_WEIGHTS[name];
  return score;
}

/** The weighted sum of the features: the weights of short texts fade into those of long ones. */
export function nearness({ text, whole, heading, title }: MeasuredPassage): number {
  const { shortness } = text;
  let score = 0;
  for (const [at, name] of FEATURES.entries()) {
    const [short, long] = RANK_WEIGHTS[name];
    score += whole[at]! * (short * shortness + long * (1 - shortness));
  }
  for (const [at, name] of HEADING_FEATURES.entries()) score += heading[at]! * HEADING_WEIGHTS[name];
  for (const [at, name] of TITLE_FEATURES.entries()) score += title[at]! * TITLE_WEIGHTS[name];
  return score;
}
