/** A stretch of Chinese characters, or a word or number of another script with its inner dots and dashes. */
export interface Run {
  readonly text: string;
  readonly chinese: boolean;
}

const OTHER = '(?:(?!\\p{Script=Han})[\\p{L}\\p{N}])+';
const RUN = new RegExp(`\\p{Script=Han}+|${OTHER}(?:[.\\-_]${OTHER})*`, 'gu');
const HAN = /^\p{Script=Han}/u;

/** The runs of a normalised text in their order; punctuation and spaces fall away. */
export function splitRuns(text: string): Run[] {
  return Array.from(text.matchAll(RUN), ([run]) => ({ text: run, chinese: HAN.test(run) }));
}
