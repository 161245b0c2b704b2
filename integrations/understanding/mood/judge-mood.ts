import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { normalise } from '../normalise.ts';
import { countMoodWords, type MoodWord } from './count-mood-words.ts';
import { decodeModel } from './model-file.ts';
import { moodFeatures } from './mood-features.ts';
import { moodOf, type MoodModel } from './mood-model.ts';

/** The model that ships; `mood-weights.json` beside it tells its figures. Written by `npm run train:mood`. */
export const MODEL_FILE = join(import.meta.dirname, 'mood-weights.gz');

export interface Mood {
  /** 0 very bad, 0.5 neither, 1 very good. */
  readonly mood: number;
  /** Words that carry it, as they stand in the text (simplified, lower case); negated ones with «不». */
  readonly signs: readonly string[];
}

const MOST_SIGNS = 5;
const SAYS_SOMETHING = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;
/** At least so glad, at most so sore is a text that is hardly more than its words of one mood. */
const PLAIN = { glad: 0.7, sore: 0.25 };
let shipped: MoodModel | undefined;

/** A text without any word of a mood is judged by its make-up only: that counts this much. */
const WITHOUT_WORDS = 0.6;
/** «不太满意» alone is a complaint in good manners: a text no longer than this that only negates praise is this bad at best. */
const MANNERS = { longest: 16, mood: 0.35 };

/** Reads the mood of a message with the model that ships. About a third of a millisecond; loads the model at first. */
export function judgeMood(text: string): Mood {
  if (!SAYS_SOMETHING.test(text)) return { mood: 0.5, signs: [] };
  shipped ??= decodeModel(readFileSync(MODEL_FILE));
  const hits = countMoodWords(normalise(text).text);
  const mood = tempered(moodOf(shipped, moodFeatures(text)), hits, text.length);
  const side = mood >= 0.5 ? 1 : -1;
  const told = hits.flatMap(({ word, turned, value }) => (value * side > 0 ? [turned ? `不${word}` : word] : []));
  return { mood, signs: [...new Set(told)].slice(0, MOST_SIGNS) };
}

function tempered(mood: number, hits: readonly MoodWord[], length: number): number {
  if (hits.length === 0) return 0.5 + (mood - 0.5) * WITHOUT_WORDS;
  const onlyNegatedPraise = hits.every(({ turned, value }) => turned && value < 0);
  if (onlyNegatedPraise && length <= MANNERS.longest) return Math.min(mood, MANNERS.mood);
  // «👍», «垃圾！»: the words are the message, whatever the training texts made of its length.
  const spoken = hits.reduce((sum, { word }) => sum + word.length, 0);
  if (spoken * 2 < length) return mood;
  if (hits.every(({ value }) => value > 0)) return Math.max(mood, PLAIN.glad);
  return hits.every(({ value }) => value < 0) ? Math.min(mood, PLAIN.sore) : mood;
}
