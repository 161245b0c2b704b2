import { moodFeatures } from '../../integrations/understanding/mood/mood-features.ts';
import { moodOf, type MoodModel } from '../../integrations/understanding/mood/mood-model.ts';
import type { MoodExample } from '../../integrations/understanding/mood/train-mood.ts';

export interface MoodFigures {
  readonly texts: number;
  /** Of glad and sore texts: on the right side of 0.5. */
  readonly right: number;
  /** Sum of squared distances of the mood from 1 or 0 (Brier). */
  readonly brier: number;
}

const NOTHING: MoodFigures = { texts: 0, right: 0, brier: 0 };

/** How often a model is right about labelled texts. */
export function measureMood(model: MoodModel, examples: readonly MoodExample[]): MoodFigures {
  return examples.reduce<MoodFigures>((sum, { text, label }) => {
    const aim = label === 'positive' ? 1 : 0;
    const mood = moodOf(model, moodFeatures(text));
    return {
      texts: sum.texts + 1,
      right: sum.right + (mood > 0.5 === (aim === 1) ? 1 : 0),
      brier: sum.brier + (mood - aim) ** 2,
    };
  }, NOTHING);
}

export const added = (a: MoodFigures, b: MoodFigures): MoodFigures => ({
  texts: a.texts + b.texts,
  right: a.right + b.right,
  brier: a.brier + b.brier,
});

export const noFigures = NOTHING;
export const accuracyOf = ({ right, texts }: MoodFigures): number => (texts === 0 ? Number.NaN : right / texts);
export const shown = (figures: MoodFigures): string =>
  `${(100 * accuracyOf(figures)).toFixed(1)} % of ${figures.texts} (Brier ${(figures.brier / figures.texts).toFixed(3)})`;
