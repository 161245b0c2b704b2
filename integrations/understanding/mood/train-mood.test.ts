import { describe, expect, it } from 'vitest';
import { countMoodWords } from './count-mood-words.ts';
import { decodeModel, encodeModel } from './model-file.ts';
import { moodFeatures } from './mood-features.ts';
import { moodOf } from './mood-model.ts';
import { trainMood, type MoodExample } from './train-mood.ts';

/** Words without a mood of their own, so that only what was learnt can tell them. */
const LEARNT: readonly MoodExample[] = Array.from({ length: 40 }, (_, at): MoodExample[] => [
  { text: `第${at}台苹果放在桌上`, label: 'positive' },
  { text: `第${at}台石榴放在桌上`, label: 'negative' },
  { text: `第${at}台放在桌上了`, label: 'neutral' },
]).flat();

describe('the fit of the mood classifier', () => {
  const model = trainMood(LEARNT);
  const mood = (text: string): number => moodOf(model, moodFeatures(text));

  it('learns what tells glad from sore', () => {
    expect(mood('桌上有苹果')).toBeGreaterThan(0.7);
    expect(mood('桌上有石榴')).toBeLessThan(0.3);
  });

  it('learns from neutral texts what weighs nothing', () => {
    expect(Math.abs(mood('放在桌上了') - 0.5)).toBeLessThan(0.15);
  });

  it('makes the same model of the same texts', () => {
    expect(trainMood(LEARNT).weights).toEqual(model.weights);
  });

  it('survives its file', () => {
    const again = decodeModel(encodeModel(model));
    expect(moodOf(again, moodFeatures('桌上有苹果'))).toBeCloseTo(mood('桌上有苹果'), 2);
    expect(() => decodeModel(encodeModel({ ...model, weights: new Float32Array(8) }))).toThrow('train:mood');
  });
});

describe('words that carry a mood', () => {
  it.each([
    ['很满意', [['很满意', false]]],
    ['不满意', [['不满意', false]]],
    ['一点都不开心', [['开心', true]]],
    ['不得不说很好', [['很好', false]]],
    ['没有不满意', [['不满意', true]]],
    ['不贵，好吃', [['好吃', false]]],
    ['你好，差不多了', []],
  ])('«%s»', (text, found) => {
    expect(countMoodWords(text).map(({ word, turned }) => [word, turned])).toEqual(found);
  });
});
