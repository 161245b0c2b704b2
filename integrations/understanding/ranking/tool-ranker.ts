import type { SemanticLayer } from '../semantic-layer.ts';
import { Gazetteer } from '../gazetteer/gazetteer.ts';
import { CLOSED_WORDS } from '../closed-words.ts';
import { LayerLinker } from '../spans/link-layer.ts';
import type { LinkContext } from '../spans/link-spans.ts';
import { slotsOf, type DeclaredSlot, type ToolDeclaration } from '../tool-declaration.ts';
import { alignPhrase, type Alignment } from './align-phrase.ts';
import { SMALL_TALK } from './small-talk.ts';
import { featuresOf, STRANGER } from './features.ts';
import { kindOfSymbol, symbolOf, viewsOf, type Piece, type RankerViews } from './masked-text.ts';
import { readPhrase, type ReadPhrase } from './read-phrase.ts';
import { symbolKindOf } from '../slots/slot-kinds.ts';
import { meaningsOf } from './thesaurus.ts';
import { loudWords, tokenise } from './tokenise.ts';
import { trainClassifier, type Classifier, type Example } from './train-classifier.ts';

/** How well a tool fits a sentence. */
export interface ToolRank {
  readonly tool: string;
  /** Probability among the tools asked about. */
  readonly probability: number;
  /** Probability that the sentence is for none of the tools. */
  readonly foreign: number;
  /** The declared phrase nearest to the sentence. */
  readonly alignment: Alignment;
  /** Both together; comparable between tools of one sentence. */
  readonly score: number;
}

/** How many of the likeliest tools are laid beside their phrases. */
const SHORTLIST = 10;
/** What a perfect likeness is worth against the classifier's log probability. */
const LIKENESS_WORTH = 5;
const LEAST_PROBABILITY = 1e-4;
/** A phrase with further optional arguments in front counts less than what was declared. */
/** A meaning that no more tools than these are asked with tells them apart. */
const FEW_TOOLS = 3;
const EXTENDED_WEIGHT = 0.35;

/** Knows the declared phrases of all tools; trained once when the tools are known. */
export class ToolRanker {
  readonly #tools: readonly string[];
  readonly #phrases = new Map<string, ReadPhrase[]>();
  readonly #meanings = new Map<string, Set<string>>();
  readonly #rare: ReadonlySet<string>;
  readonly #classifier: Classifier;
  readonly #counts = new Map<string, number>();
  readonly #total: number;

  constructor(tools: readonly ToolDeclaration[], layer: SemanticLayer, now: Date) {
    const context: LinkContext = {
      gazetteer: new Gazetteer(CLOSED_WORDS),
      layer: new LayerLinker(layer),
      now,
      ordinary: () => true,
    };
    this.#tools = tools.map((tool) => tool.name);
    for (const tool of tools) {
      const phrases = tool.phrases.map((phrase) => readPhrase(tool.name, phrase, slotsOf(tool), context));
      this.#phrases.set(tool.name, phrases);
      this.#meanings.set(
        tool.name,
        new Set(phrases.flatMap(({ tokens }) => tokens.flatMap(({ text }) => meaningsOf(text)))),
      );
      // Examples of free questions hold words of any kind: they do not belong to the language of requests.
      if (tool.risk === 'read' && slotsOf(tool).some((slot) => slot.slot === 'question')) continue;
      for (const phrase of phrases)
        for (const token of new Set(phrase.tokens.map((each) => each.text)))
          this.#counts.set(token, (this.#counts.get(token) ?? 0) + 1);
    }
    const all = [...this.#meanings.values()];
    this.#rare = new Set(
      all
        .flatMap((meanings) => [...meanings])
        .filter((meaning) => all.filter((meanings) => meanings.has(meaning)).length <= FEW_TOOLS),
    );
    this.#total = Math.max(
      2,
      [...this.#phrases.values()].reduce((sum, phrases) => sum + phrases.length, 0),
    );
    this.#classifier = trainClassifier(this.#examples(tools, context), tools.length + 1);
  }

  /** Every phrase with its variants, and small talk as the class after the last tool. */
  #examples(tools: readonly ToolDeclaration[], context: LinkContext): Example[] {
    const known = (word: string): boolean => this.isOrdinary(word);
    const own = tools.flatMap((tool, label) =>
      (this.#phrases.get(tool.name) ?? []).flatMap((phrase) =>
        variantsOf(phrase, slotsOf(tool), tool.risk).map(({ views, weight }): Example => ({
          features: featuresOf(views, known),
          label,
          weight,
        })),
      ),
    );
    const other = SMALL_TALK.map((text): Example => ({
      features: featuresOf(readPhrase('', text, [], context).views, known),
      label: tools.length,
      weight: 1,
    }));
    return [...own, ...other];
  }

  /** Whether a word belongs to the language of the declared phrases. */
  isOrdinary(word: string): boolean {
    return this.#counts.has(word) || meaningsOf(word).length > 0;
  }

  /** The tools among `allowed` that fit, best first; those of `always` even when the classifier thinks little of them. */
  rank(
    text: string,
    pieces: readonly Piece[],
    allowed: ReadonlySet<string>,
    always: ReadonlySet<string> = new Set(),
  ): ToolRank[] {
    const probabilities = this.#classifier.probabilities(
      featuresOf(viewsOf(text, pieces), (word) => this.isOrdinary(word)),
    );
    const words = tokenise(pieces);
    const listed = this.#tools
      .map((tool, index) => ({ tool, probability: probabilities[index] ?? 0 }))
      .filter(({ tool }) => allowed.has(tool))
      .toSorted((a, b) => b.probability - a.probability);
    const sum = listed.reduce((all, each) => all + each.probability, 0) || 1;
    const foreign = (probabilities[this.#tools.length] ?? 0) / ((probabilities[this.#tools.length] ?? 0) + sum);
    return listed
      .filter(({ tool }, place) => place < SHORTLIST || always.has(tool))
      .map(({ tool, probability }): ToolRank => {
        const alignment = this.#bestAlignment(tool, words);
        const share = probability / sum;
        return {
          tool,
          probability: share,
          foreign,
          alignment,
          score: Math.log(Math.max(LEAST_PROBABILITY, share)) + LIKENESS_WORTH * alignment.likeness,
        };
      })
      .toSorted((a, b) => b.score - a.score);
  }

  /**
   * Of the words of a sentence that mean something few tools are asked with: how many this one is asked with as well, and
   * how many it never is, so that it would answer without having heard them.
   */
  telling(tool: string, pieces: readonly Piece[]): { readonly heard: number; readonly ignored: number } {
    const own = this.#meanings.get(tool);
    const words = tokenise(pieces)
      .map(({ text }) => meaningsOf(text))
      .filter((meanings) => meanings.some((meaning) => this.#rare.has(meaning)));
    const heard = words.filter((meanings) => meanings.some((meaning) => own?.has(meaning))).length;
    return { heard, ignored: words.length - heard };
  }

  #bestAlignment(tool: string, words: ReturnType<typeof tokenise>): Alignment {
    const weight = (word: string): number => this.#weightOf(word);
    let best: Alignment | undefined;
    for (const phrase of this.#phrases.get(tool) ?? []) {
      const alignment = alignPhrase(words, phrase, weight);
      if (!best || alignment.likeness > best.likeness) best = alignment;
    }
    return (
      best ?? {
        phrase: { tool, source: '', tokens: [], views: { masked: '', worded: '', kinds: [] } },
        likeness: 0,
        captures: [],
      }
    );
  }

  /** Rare words say more; words of no phrase count like fairly rare ones. */
  #weightOf(word: string): number {
    const count = this.#counts.get(word) ?? 2;
    return 0.25 + 0.75 * (Math.log(this.#total / count) / Math.log(this.#total));
  }
}

/** A phrase as declared, and with each optional argument it leaves out put in front. */
function variantsOf(
  phrase: ReadPhrase,
  slots: readonly DeclaredSlot[],
  risk: ToolDeclaration['risk'],
): { views: RankerViews; weight: number }[] {
  const named = new Set(phrase.tokens.map((token) => token.place?.arg));
  const variants = [{ views: phrase.views, weight: 1 }];
  for (const slot of slots) {
    const kind = slot.required || named.has(slot.arg) ? undefined : symbolKindOf(slot.slot);
    const symbol = kind && symbolOf(kind);
    if (!kind || !symbol || phrase.views.kinds.includes(kind)) continue;
    const { masked, worded, kinds } = phrase.views;
    variants.push({
      views: { masked: symbol + masked, worded: symbol + worded, kinds: [...kinds, kind] },
      weight: EXTENDED_WEIGHT,
    });
  }
  // A moment is as often said as a day («明天下午»).
  const instant = symbolOf('instant') ?? '';
  const period = symbolOf('period') ?? '';
  if (phrase.views.masked.includes(instant)) {
    const { masked, worded, kinds } = phrase.views;
    variants.push({
      views: {
        masked: masked.replace(instant, period),
        worded: worded.replace(instant, period),
        kinds: [...kinds.filter((kind) => kind !== 'instant'), 'period'],
      },
      weight: 0.6,
    });
  }
  // A required argument left out: the person is then asked for it.
  for (const slot of slots) {
    const symbol =
      risk !== 'read' && slot.required && named.has(slot.arg) ? symbolOf(symbolKindOf(slot.slot) ?? '') : undefined;
    if (!symbol) continue;
    const drop = (view: string): string => view.replace(symbol, '');
    variants.push({
      views: {
        kinds: phrase.views.kinds.filter((kind) => symbolOf(kind) !== symbol),
        masked: drop(phrase.views.masked),
        worded: drop(phrase.views.worded),
      },
      weight: EXTENDED_WEIGHT,
    });
  }
  // One word replaced by a strange one: a sentence need not hold known words only.
  const words = loudWords(phrase.views.masked).filter(
    (word) => kindOfSymbol(word.text) === undefined && word.meanings.length === 0,
  );
  for (const { text } of words.slice(0, 2)) {
    const swap = (view: string): string => view.replace(text, STRANGER);
    variants.push({
      views: { ...phrase.views, masked: swap(phrase.views.masked), worded: swap(phrase.views.worded) },
      weight: EXTENDED_WEIGHT,
    });
  }
  return variants;
}
