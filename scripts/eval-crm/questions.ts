import { countBy, countDeals } from './count-deals.ts';
import { saysNumber, saysPair, type ChatAnswer } from './read-answer.ts';
import type { Deal, Figures, Folder } from './read-folder.ts';

export interface Question {
  readonly text: string;
  /** Whether the answer holds all the numbers it should. */
  readonly isRight: (answer: ChatAnswer) => boolean;
}

type Figure = keyof Figures;

/** Words for each figure; the templates take turns with them. */
const WORDS: readonly [Figure, string][] = [
  ['won_value', '赢单金额'],
  ['won', '赢单数'],
  ['win_rate', '赢率'],
  ['average_won_value', '客单价'],
  ['lost', '输单数'],
];
const COLUMNS: readonly [keyof Deal, string][] = [
  ['manager', '经理'],
  ['region', '区域'],
  ['product', '产品'],
  ['series', '系列'],
  ['sector', '行业'],
  ['agent', '销售'],
];

/** Questions a sales manager would ask of these figures, each with what the answer must contain. */
export function makeQuestions(folder: Folder): Question[] {
  return [
    ...wholeQuestions(folder),
    ...namedQuestions(folder.deals),
    ...breakdownQuestions(folder.deals),
    ...periodQuestions(folder.deals),
    ...topQuestions(folder.deals),
  ];
}

const number = (text: string, expected: number | null): Question => ({
  text,
  isRight: (answer) => expected !== null && saysNumber(answer, expected),
});

const table = (text: string, groups: Map<string, Figures>, figure: Figure): Question => ({
  text,
  isRight: (answer) =>
    [...groups].every(([name, figures]) => figures[figure] === null || saysPair(answer, name, figures[figure])),
});

function wholeQuestions({ truth }: Folder): Question[] {
  return [
    number('一共有多少商机', truth.total.opportunities),
    number('总共赢了多少单', truth.total.won),
    number('总的赢单金额是多少', truth.total.won_value),
    number('整体赢率是多少', truth.total.win_rate),
    number('平均客单价多少', truth.total.average_won_value),
    number('还有多少商机在谈', truth.total.open),
    number('平均成交周期是多少天', truth.cycle_days.won.mean),
    number('输单周期平均多久', truth.cycle_days.lost.mean),
  ];
}

/** One value of a column, one figure; different values so that no single name decides. */
function namedQuestions(deals: readonly Deal[]): Question[] {
  const templates: readonly [keyof Deal, readonly string[]][] = [
    [
      'agent',
      [
        '{name} 的{figure}是多少',
        '{name}的{figure}',
        '看一下{name}的{figure}',
        '{figure}，{name}',
        '{name}{figure}多少',
      ],
    ],
    ['manager', ['经理 {name} 的{figure}是多少', '{name}经理的{figure}有多少']],
    ['region', ['{name}区的{figure}是多少', '{name}区域{figure}']],
    ['product', ['产品 {name} 的{figure}是多少', '{name} 的{figure}多少']],
    ['sector', ['{name}行业的{figure}是多少', '行业为{name}的{figure}']],
    ['account', ['客户 {name} 的{figure}是多少', '{name} 这个客户的{figure}']],
  ];
  return templates.flatMap(([column, forms]) => {
    const groups = [...countBy(deals, column)].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return forms.map((form, at) => {
      const [name, figures] = groups[(at * 7 + 1) % groups.length] as [string, Figures];
      const [figure, word] = WORDS[at % WORDS.length] as [Figure, string];
      return number(form.replace('{name}', name).replace('{figure}', word), figures[figure]);
    });
  });
}

function breakdownQuestions(deals: readonly Deal[]): Question[] {
  const forms = ['按{dimension}看{figure}', '各{dimension}的{figure}是多少'];
  const cut = COLUMNS.flatMap(([column, label], index) =>
    forms.map((form, at) => {
      const [figure, word] = WORDS[(index + at) % 4] as [Figure, string];
      return table(form.replace('{dimension}', label).replace('{figure}', word), countBy(deals, column), figure);
    }),
  );
  const closed = deals.filter((deal) => deal.month !== '');
  return [
    ...cut,
    table('按月看赢单金额', countBy(closed, 'month'), 'won_value'),
    table('每个季度赢了多少单', countBy(closed, 'quarter'), 'won'),
  ];
}

function periodQuestions(deals: readonly Deal[]): Question[] {
  const quarters = [...countBy(deals, 'quarter').keys()].toSorted();
  const months = [...countBy(deals, 'month').keys()].toSorted();
  const say = (quarter: string) => `${quarter.slice(0, 4)}年第${'一二三四'[Number(quarter.at(-1)) - 1]}季度`;
  const sayMonth = (month: string) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;
  const inQuarter = (quarter: string) => deals.filter((deal) => deal.quarter === quarter);
  const inMonth = (month: string) => deals.filter((deal) => deal.month === month);
  const second = quarters[1] ?? quarters[0] ?? '';
  const third = quarters[2] ?? second;
  const month = months[5] ?? months[0] ?? '';
  return [
    ...quarters.map((quarter) => number(`${say(quarter)}赢单金额是多少`, countDeals(inQuarter(quarter)).won_value)),
    ...months.slice(0, 4).map((each) => number(`${sayMonth(each)}赢了多少单`, countDeals(inMonth(each)).won)),
    table(`${say(second)}各产品赢单金额是多少`, countBy(inQuarter(second), 'product'), 'won_value'),
    table(`${say(third)}各区域的赢率`, countBy(inQuarter(third), 'region'), 'win_rate'),
    table(`${sayMonth(month)}每个经理赢单数`, countBy(inMonth(month), 'manager'), 'won'),
    table(`${say(third)}按行业看客单价`, countBy(inQuarter(third), 'sector'), 'average_won_value'),
  ];
}

/** Who is first: the name must stand in the words, or on the first line of the table, with its number. */
function topQuestions(deals: readonly Deal[]): Question[] {
  const asked: readonly [string, keyof Deal, Figure, 1 | -1][] = [
    ['哪个经理赢单金额最高', 'manager', 'won_value', 1],
    ['哪个产品赢单数最多', 'product', 'won', 1],
    ['哪个区域赢率最高', 'region', 'win_rate', 1],
    ['赢单金额最高的销售是谁', 'agent', 'won_value', 1],
    ['哪个行业赢单金额最低', 'sector', 'won_value', -1],
    ['客单价最高的产品是哪个', 'product', 'average_won_value', 1],
  ];
  return asked.map(([text, column, figure, sign]) => {
    const ranked = [...countBy(deals, column)].toSorted(
      ([, a], [, b]) => sign * (Number(b[figure] ?? -Infinity) - Number(a[figure] ?? -Infinity)),
    );
    const [name, figures] = ranked[0] as [string, Figures];
    return {
      text,
      isRight: (answer) => {
        const first = answer.rows[0] ? Object.values(answer.rows[0]).includes(name) : false;
        return (first || answer.text.includes(name)) && saysNumber(answer, figures[figure] ?? Number.NaN);
      },
    };
  });
}
