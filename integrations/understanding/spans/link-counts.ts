import type { SemanticLayer } from '../semantic-layer.ts';
import type { Span } from './span.ts';

const MANY = '(?:多少|(?<![哪前后好])几)';
const UNIT = '(?:个|家|条|单|笔|位|张|次|趟|通|场|封|户)?';
const ASIDE = '(?:一共|总共|共|现在|目前|还|都|各|分别|大概|到底|这?个?月|也)*';

/** What is counted, with the metric that counts it and the words people say for it. */
const NOUNS: readonly (readonly [metric: string, words: string])[] = [
  ['customer_count', '客户|公司客户'],
  ['lead_count', '线索|潜客|潜在客户'],
  ['opportunity_count', '商机|单子|机会|项目|生意'],
];

const WON = '(?:赢|签|成交|成|拿下|谈成|谈下来|做成|中标|拿)(?:下来|下|到|出去?|回来)?(?:了|过)?';
const LOST = '(?:丢|输|黄|失|跑|流失)(?:掉)?(?:了|过)?';
const MONEY = `${MANY}(?:的)?(?:钱|金额|业绩|万|合同额|销售额)`;
const DEALS = `${MANY}(?:个|笔|张)?(?:单子|单|项目|商机|合同|生意)`;

/** Deeds that are asked for with «how many» or «how much», each with its metric. */
const DEEDS: readonly (readonly [metric: string, pattern: string])[] = [
  ['won_count', `${WON}${ASIDE}${DEALS}`],
  ['won_amount', `(?:${WON}|卖(?:出)?(?:了)?|做(?:了)?)${ASIDE}${MONEY}`],
  ['won_count', '(?:签|赢|成|拿|出)(?:得|的|了)?单(?:子)?(?:得|的)?(?:数)?(?=最[多少])'],
  ['won_amount', '(?:签|赢|卖|成交|做)(?:下|得|的|了)*(?:钱)?(?=最[多少好])'],
  ['lost_count', '(?:丢|输)(?:掉|得|的|了|单)*(?=最[多少])'],
  ['lost_count', `${LOST}${ASIDE}${DEALS}`],
  ['lost_amount', `${LOST}${ASIDE}${MONEY}`],
  ['new_opportunity_count', `(?:新开|新增|新建|新加|新进|新立)(?:了)?${ASIDE}${DEALS}`],
  [
    'won_cycle_days',
    `(?:平均)?(?:要|得|花)?(?:多少天|几天|多久|多长时间)(?:能|才能|可以|才)?(?:成|签|赢|成交|拿下)(?:下)?(?:一)?(?:个)?(?:单子|单)`,
  ],
  ['call_count', `(?:打|通)(?:了|过)?${ASIDE}${MANY}(?:个|通|次|回)?(?:电话|通话)`],
  ['call_count', `电话${ASIDE}(?:打|通)(?:了|过)?${MANY}(?:个|通|次|回)?`],
  ['visit_count', `(?:上门拜访|拜访|上门|走访|登门|外勤)(?:了|过)?${ASIDE}(?:${MANY}(?:次|趟|回)|的?次数)`],
  ['meeting_count', `(?:开|碰)(?:了|过)?${ASIDE}${MANY}(?:个|次|场)?(?:会|会议)`],
  ['meeting_count', `(?:会议|开会)(?:的)?(?:次数|${MANY}次)`],
  ['demo_count', `(?:做|演示)(?:了|过)?${ASIDE}${MANY}(?:次|场|个)(?:演示)?`],
  ['activity_count', `跟进(?:了|过)?${ASIDE}(?:${MANY}(?:次|趟|回)|的?次数)`],
  [
    'converted_lead_count',
    `(?:线索|潜客)?(?:里)?(?:已经)?转(?:化|成|出)(?:成|出)?(?:了|客户)*${ASIDE}${MANY}(?:条|个|家)(?:线索)?`,
  ],
];

interface CountPattern {
  readonly metric: string;
  readonly pattern: RegExp;
}

/**
 * Questions for a number that name what is counted rather than the metric: 「客户一共多少家」「新开了几个商机」「签了多少
 * 钱」. Only metrics of the layer are found.
 */
export class CountLinker {
  readonly #patterns: readonly CountPattern[];

  constructor({ metrics }: SemanticLayer) {
    const known = new Set(metrics.map((metric) => metric.name));
    const nouns = NOUNS.flatMap(([metric, words]) => [
      // 「几条线索」「多少家制造业客户」 and 「线索这个月有多少」「客户一共多少家」
      { metric, pattern: new RegExp(`${MANY}${UNIT}(?:在谈的|新的?)?(?:${words})(?!经理|代表)`, 'gu') },
      {
        metric,
        pattern: new RegExp(`(?:${words})(?:的)?(?:数量|总量|总数|个数)?(?=[^，。；,;！!？?]{0,10}?(?:${MANY}))`, 'gu'),
      },
    ]);
    const deeds = DEEDS.map(([metric, pattern]) => ({ metric, pattern: new RegExp(pattern, 'gu') }));
    this.#patterns = [...deeds, ...nouns].filter(({ metric }) => known.has(metric));
  }

  /** @param metrics what was named by name: a noun before it is not what «how many» asks for */
  link(text: string, metrics: readonly Span[]): Span[] {
    return this.#patterns.flatMap(({ metric, pattern }) =>
      [...text.matchAll(pattern)]
        .filter((hit) => asksNumber(text, hit.index + hit[0].length, hit[0], metrics))
        .map((hit): Span => ({
          start: hit.index,
          end: hit.index + hit[0].length,
          score: 0.92,
          readings: [{ kind: 'metric', names: [metric] }],
        })),
    );
  }
}

const HOW_MANY = /^[^，。；,;！!？?]{0,10}?(?:多少|(?<![哪前后好])几)(?:个|家|条|单|笔|户)?(?<after>.?)/u;
/** Behind «how many» these measure something else than the noun. */
const OTHER_MEASURE = /[钱金万天点号月日年次成率分倍]/u;

/** Whether what follows a noun really counts it: 「客户的业绩多少」 and 「单子多少钱」 do not. */
function asksNumber(text: string, end: number, hit: string, metrics: readonly Span[]): boolean {
  if (/多少|几|次数/u.test(hit) || /^最[多少好]/u.test(text.slice(end))) return true;
  const rest = text.slice(end);
  const clause = rest.search(/[，。；,;！!？?]|$/u) + end;
  if (metrics.some((metric) => metric.start >= end && metric.start < clause)) return false;
  const groups = HOW_MANY.exec(rest)?.groups;
  if (!groups || OTHER_MEASURE.test(groups['after'] ?? '')) return false;
  return (
    /^(?:[^，。；,;！!？?]{0,10}?)(?:有|共|各|总|还|来|是|到|几|多少)/u.test(rest) && !/^的(?!有|数|总)/u.test(rest)
  );
}
