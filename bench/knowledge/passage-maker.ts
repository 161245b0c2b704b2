import { dictionaryWords } from '../../kernel/chinese-words.ts';

/** A passage of the benchmark, a section of its own in its document. */
export interface BenchPassage {
  readonly heading: string;
  readonly text: string;
}

export interface BenchDocument {
  readonly path: string;
  readonly title: string;
  readonly passages: readonly BenchPassage[];
}

const PASSAGES_EACH = 100;
/** Words a document keeps coming back to. */
const TOPIC_WORDS = 40;
const TOPIC_SHARE = 0.35;
const SENTENCES = 7;
const WORDS_EACH = 11;
/** Words a question takes from its passage. */
const ASKED_WORDS = 5;
/** Words are drawn as often as the segmenter's dictionary counted them; the rarest are left out. */
const LEAST_COUNT = 20;
const CHINESE = /^\p{Script=Han}+$/u;

/** Draws words by how common they are, so that terms are as unevenly spread as in real text. */
export class WordDraw {
  readonly #words: string[] = [];
  readonly #sums: number[] = [];
  readonly #unit: () => number;

  constructor(unit: () => number) {
    this.#unit = unit;
    let sum = 0;
    for (const [word, count] of dictionaryWords()) {
      if (count < LEAST_COUNT || !CHINESE.test(word)) continue;
      this.#words.push(word);
      this.#sums.push((sum += count));
    }
  }

  word(): string {
    const wanted = this.#unit() * this.#sums.at(-1)!;
    let low = 0;
    let high = this.#sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#sums[middle]! > wanted) high = middle;
      else low = middle + 1;
    }
    return this.#words[low]!;
  }

  /** A word that is drawn evenly: mostly a rare one. */
  rare(): string {
    return this.#words[Math.floor(this.#unit() * this.#words.length)]!;
  }
}

/** Documents with so many passages in all. */
export function* makeDocuments(passages: number, unit: () => number): Generator<BenchDocument> {
  const draw = new WordDraw(unit);
  for (let made = 0; made < passages; made += PASSAGES_EACH) {
    const topic = Array.from({ length: TOPIC_WORDS }, () => draw.rare());
    const word = (): string => (unit() < TOPIC_SHARE ? topic[Math.floor(unit() * topic.length)]! : draw.word());
    const sentence = (): string => `${Array.from({ length: WORDS_EACH }, word).join('')}。`;
    const count = Math.min(PASSAGES_EACH, passages - made);
    yield {
      path: `bench-${made}.md`,
      title: `${topic.slice(0, 3).join('')}手册`,
      passages: Array.from({ length: count }, (_, at) => ({
        heading: `${at + 1} ${word()}${word()}`,
        text: Array.from({ length: SENTENCES }, sentence).join(''),
      })),
    };
  }
}

/** The document as the file a person would upload. */
export function markdownOf({ title, passages }: BenchDocument): string {
  return [`# ${title}`, ...passages.map(({ heading, text }) => `## ${heading}\n\n${text}`)].join('\n\n');
}

/** A question in some of a passage's words, as they stand there. */
export function askAbout({ text }: BenchPassage, unit: () => number): string {
  const from = Math.floor(unit() * Math.max(1, text.length - ASKED_WORDS * 4));
  return `${text.slice(from, from + ASKED_WORDS * 2).replaceAll('。', '')}怎么${text.slice(from + ASKED_WORDS * 3, from + ASKED_WORDS * 4).replaceAll('。', '')}`;
}
