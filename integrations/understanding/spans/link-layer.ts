import type { SemanticLayer } from '../semantic-layer.ts';
import { WordIndex } from '../word-index.ts';
import type { Span } from './span.ts';

/** Words before or after a dimension's name that make it one: 「按区域」「各团队」「产品排名」. */
const BEFORE =
  /(?:按照|按|依|根据|以|各个|各|每个|每位|每家|每|分|不同|哪个|哪位|哪家|哪一个|哪些|哪种|哪|逐|维度是|从)$/;
const AFTER = /^(?:维度|排名|排行|排序|排一下|排个名|分布|构成|占比|分组|对比|拆分|分别|划分|来看|看看|细分|哪家强|榜)/;
/** Words that ask for one of a dimension's values. */
const ASKING = /^(?:谁|哪家)$/;

/** Finds metrics and dimensions by their labels and synonyms; made once for a layer. */
export class LayerLinker {
  readonly #metrics = new WordIndex<string>();
  readonly #dimensions = new WordIndex<string>();

  constructor(layer: SemanticLayer) {
    for (const { name, label, synonyms } of layer.metrics)
      for (const word of [label, ...synonyms]) this.#metrics.add(word.toLowerCase(), name);
    for (const { name, label, synonyms } of layer.dimensions)
      for (const word of [label, ...synonyms]) this.#dimensions.add(word.toLowerCase(), name);
  }

  /** Metrics wherever they stand; dimensions only where the words around make them one. */
  link(text: string): Span[] {
    const metrics = this.#metrics
      .find(text)
      .map(({ start, end, values }): Span => ({
        start,
        end,
        score: 0.95,
        readings: [{ kind: 'metric', names: values }],
      }));
    const dimensions = this.#dimensions.find(text).flatMap(({ start, end, values }): Span[] => {
      const before = BEFORE.exec(text.slice(0, start))?.[0] ?? '';
      const after = AFTER.exec(text.slice(end))?.[0] ?? '';
      const whole = text.slice(start, end);
      if (before === '' && after === '' && !ASKING.test(whole) && !/^[每各逐分]/.test(whole)) return [];
      return [
        {
          start: start - before.length,
          end,
          score: before === '' ? 0.6 : 0.9,
          readings: [{ kind: 'dimension', names: values }],
        },
      ];
    });
    return [...metrics, ...dimensions];
  }

  /** The dimension a text names as a whole. */
  dimension(text: string): string | undefined {
    return this.#dimensions.get(text)[0];
  }
}
