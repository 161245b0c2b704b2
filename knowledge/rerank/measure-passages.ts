import type { ScoredPassage } from '../index/passage.ts';
import { FEATURES, HEADING_FEATURES, measure, TITLE_FEATURES, weighByPool, type Feature } from './features.ts';
import { measureAnswer, wantedBy } from './measure-answer.ts';
import { plainText } from './plain-text.ts';
import { analysePassage, type PassageText } from './passage-text.ts';
import type { Question } from './question.ts';

/** The measured features of one passage: of the whole, and of its heading and its title alone. */
export interface MeasuredPassage {
  readonly text: PassageText;
  readonly whole: readonly number[];
  /** In the order of `HEADING_FEATURES`, `TITLE_FEATURES`; zeros where there is none. */
  readonly heading: readonly number[];
  readonly title: readonly number[];
  /** In the order of `ANSWER_FEATURES`. */
  readonly answer: readonly number[];
}

/** Compares each passage with the question and with the other passages found. */
export function measurePassages(question: Question, passages: readonly ScoredPassage[]): MeasuredPassage[] {
  const wholes = passages.map((one) =>
    analysePassage([one.title, one.heading, one.text].filter(Boolean).join('\n'), question),
  );
  const pool = weighByPool(question, wholes);
  const best = Math.max(...passages.map((one) => one.score), Number.MIN_VALUE);
  const known = new Map<string, readonly number[]>();
  const alone = (text: string, names: readonly Feature[]): readonly number[] => {
    if (text === '') return names.map(() => 0);
    // Passages of one document share their title.
    const features = known.get(text) ?? measure(question, analysePassage(text, question), pool, 0);
    known.set(text, features);
    return names.map((name) => features[FEATURES.indexOf(name)]!);
  };
  const wanted = wantedBy(question);
  return passages.map((one, at) => ({
    text: wholes[at]!,
    whole: measure(question, wholes[at]!, pool, one.score / best),
    heading: alone(one.heading, HEADING_FEATURES),
    title: alone(one.title, TITLE_FEATURES),
    answer: measureAnswer(wanted, wholes[at]!, {
      title: plainText(one.title).text,
      heading: plainText(one.heading).text,
    }),
  }));
}
