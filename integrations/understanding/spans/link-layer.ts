import type { SemanticLayer } from '../semantic-layer.ts';
import { WordIndex, type WordHit } from '../word-index.ts';
import { CountLinker } from './link-counts.ts';
import type { Span } from './span.ts';
import { StateWords } from './state-words.ts';

/** Words before or after a dimension's name that make it one: 「按区域」「各团队」「产品排名」. */
const BEFORE =
  /(?:按照|按|依|根据|以|各个|各|每个|每位|每家|每|分|不同|哪个|哪位|哪家|哪一个|哪些|哪种|哪|逐|其他|其它|别的|剩下的?|维度是|从|几个|几位|几家|所有|全部|全体|(?:前|top ?)[0-9一二三四五六七八九十]{1,3}[名个位家大]?的?|(?:垫底|领先|靠前|靠后|末尾|最后)的?(?:[0-9一二两三四五六七八九十]{1,3}[名个位家])?|最[高多大好低少差小]的(?:[0-9一二三四五六七八九十]{1,3}[名个位家])?)$/;
const AFTER = /^(?:维度|排名|排行|排序|排一下|排个名|分布|构成|占比|分组|对比|拆分|分别|划分|来看|看看|细分|哪家强|榜)/;
/** Words of the layer that name records themselves («停滞的单子»): a number only where the sentence asks for one. */
const RECORDS = /(?:单子|商机|客户|线索)$/u;
const COUNTED = /多少|(?<![哪前后好])几|数|统计|各|按|每|排|占比|趋势|同比|环比|最[多少]/u;
const COUNT_WORD = /(?:次数|数量|数|量)$/;
const RANKED = /^(?:得|的|数|了|次数|打得|做得)?(?:是)?(?:最[多少]|排名|排行|排第|趋势|走势|变化|同比|环比|占比|增长)/;
/** Words that may stand inside the name of a metric without changing it. */
const ASKED_INSIDE = /一共|总共|多少个?|了|的总|总的|平均的/g;
/** Words that ask for one of a dimension's values. */
const ASKING = /^(?:谁|哪家)$/;

/** Finds metrics and dimensions by their labels and synonyms; made once for a layer. */
export class LayerLinker {
  readonly #metrics = new WordIndex<string>();
  readonly #dimensions = new WordIndex<string>();
  /** What the counts count, without the word for counting. */
  readonly #counted = new WordIndex<string>();

  readonly #counts: CountLinker;
  readonly #states: StateWords;

  constructor(layer: SemanticLayer) {
    this.#counts = new CountLinker(layer);
    this.#states = new StateWords(layer);
    for (const { name, label, synonyms } of layer.metrics)
      for (const word of [label, name, name.replaceAll('_', ' '), ...synonyms])
        this.#metrics.add(word.toLowerCase(), name);
    for (const { name, label, synonyms } of layer.metrics)
      for (const word of [label, ...synonyms])
        if (COUNT_WORD.test(word) && word.length > 2) this.#counted.add(word.replace(COUNT_WORD, ''), name);
    for (const { name, label, synonyms } of layer.dimensions)
      for (const word of [label, name, ...synonyms]) this.#dimensions.add(word.toLowerCase(), name);
  }

  /** Metrics wherever they stand; dimensions only where the words around make them one. */
  link(text: string): Span[] {
    const metrics = [...this.#metrics.find(text), ...this.#interrupted(text)]
      .filter(({ start, end }) => !RECORDS.test(text.slice(start, end)) || COUNTED.test(text))
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
    return [
      ...this.#states.narrow(text, [...metrics, ...this.#counts.link(text, metrics)]),
      ...this.#ranked(text),
      ...dimensions,
    ];
  }

  /** What is counted, before 「最多」: 「谁跟进最多」 ranks by 「跟进次数」. */
  #ranked(text: string): Span[] {
    return this.#counted
      .find(text)
      .filter(({ end }) => RANKED.test(text.slice(end)))
      .map(({ start, end, values }) => ({ start, end, score: 0.9, readings: [{ kind: 'metric', names: values }] }));
  }

  /** Metrics with words of asking in between: 「赢单多少金额」 is the metric 「赢单金额」. */
  #interrupted(text: string): WordHit<string>[] {
    const kept: number[] = [];
    let plain = '';
    let from = 0;
    const keep = (to: number): void => {
      for (let at = from; at < to; at += 1) kept.push(at);
      plain += text.slice(from, to);
    };
    for (const hit of text.matchAll(ASKED_INSIDE)) {
      keep(hit.index);
      from = hit.index + hit[0].length;
    }
    if (from === 0) return [];
    keep(text.length);
    return this.#metrics
      .find(plain)
      .map(({ start, end, values }) => ({ start: kept[start] ?? 0, end: (kept[end - 1] ?? 0) + 1, values }));
  }

  /** The dimension a text names as a whole. */
  dimension(text: string): string | undefined {
    return this.#dimensions.get(text)[0];
  }
}
