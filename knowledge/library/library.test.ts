import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Dice } from '../../db/seeds/demo/dice.ts';
import { makeProducts } from '../../db/seeds/demo/products.ts';
import { WorkingTime } from '../../db/seeds/demo/working-time.ts';
import { ROLES } from '../../kernel/contracts/identity.ts';
import { seededRandom } from '../../kernel/random.ts';

const ROOT = import.meta.dirname;
const HEAD = /^---\n([\s\S]*?)\n---\n/;

/** What every document says about itself; `visibility` is everybody or one role. */
const Head = z.strictObject({
  title: z.string().min(4).max(60),
  category: z.string(),
  tags: z.array(z.string().min(1)).min(1).max(6),
  visibility: z.literal(['all', ...ROLES.map((role) => `role:${role}` as const)]),
  valid_from: z.iso.date(),
});
const Question = z.union([
  z.strictObject({ question: z.string().min(4).max(60), document: z.string(), anchor: z.string().min(8).max(30) }),
  z.strictObject({ question: z.string().min(4).max(60), unanswerable: z.literal(true) }),
]);

interface Page {
  readonly path: string;
  readonly head: unknown;
  readonly text: string;
}

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** The lines between the two `---`; a value in brackets is a list. */
function headOf(text: string): Record<string, unknown> {
  const lines = HEAD.exec(text)?.[1]?.split('\n') ?? [];
  return Object.fromEntries(
    lines.map((line) => {
      const [, key = line, value = ''] = /^(\w+): (.+)$/.exec(line) ?? [];
      return [key, value.startsWith('[') ? value.slice(1, -1).split(', ') : value];
    }),
  );
}

const markdown = globSync('**/*.md', { cwd: ROOT }).map((path): Page => {
  const text = read(path);
  return { path, head: headOf(text), text };
});
const tables = globSync('**/*.csv', { cwd: ROOT }).map((path): Page => ({
  path,
  head: JSON.parse(read(path.replace(/\.csv$/, '.meta.json'))),
  text: read(path),
}));
const pages = [...markdown, ...tables];
const rowsOf = (page: Page): string[][] => parse(page.text);
const questions = read('evaluation.jsonl')
  .trimEnd()
  .split('\n')
  .map((line) => Question.parse(JSON.parse(line)));
const Everyday = z.union([
  z.strictObject({
    question: z.string().min(4).max(60),
    answers: z.array(z.strictObject({ document: z.string(), anchor: z.string().min(4).max(30).optional() })).min(1),
  }),
  z.strictObject({ question: z.string().min(4).max(60), unanswerable: z.literal(true) }),
]);
const everyday = read('everyday.jsonl')
  .trimEnd()
  .split('\n')
  .map((line) => Everyday.parse(JSON.parse(line)));
const answerable = questions.filter((question) => 'document' in question);

/** What is there more than once. */
const twice = (values: readonly string[]): string[] => values.filter((value, at) => values.indexOf(value) !== at);

/** How many documents each folder needs at least. */
const FOLDERS: Readonly<Record<string, number>> = {
  'crm-practice': 10,
  'sales-talk': 20,
  objections: 6,
  industries: 6,
  products: 13,
  'after-sales': 6,
  wecom: 4,
  compliance: 4,
  onboarding: 4,
  faq: 2,
};

describe('the documents of the starter library', () => {
  it.each(pages.map((page) => [page.path, page] as const))('%s says what it is', (path, page) => {
    expect(Head.parse(page.head).category).toBe(dirname(path));
  });

  it('are enough in every category', () => {
    expect(pages.length).toBeGreaterThanOrEqual(60);
    const counts = Object.groupBy(pages, ({ path }) => dirname(path));
    expect(Object.keys(counts).toSorted()).toEqual(Object.keys(FOLDERS).toSorted());
    const short = Object.entries(FOLDERS).filter(([folder, least]) => (counts[folder]?.length ?? 0) < least);
    expect(short).toEqual([]);
  });

  it('are of a length one reads', () => {
    const lengths = markdown.map(({ path, text }) => ({
      path,
      characters: text.replace(HEAD, '').length,
    }));
    expect(lengths.filter(({ characters }) => characters < 600 || characters > 2500)).toEqual([]);
  });

  it('have one title each, which is also their heading', () => {
    const titles = pages.map(({ head }) => Head.parse(head).title);
    expect(twice(titles)).toEqual([]);
    const other = markdown.filter(({ head, text }) => !text.includes(`\n# ${Head.parse(head).title}\n`));
    expect(other.map(({ path }) => path)).toEqual([]);
  });

  it('repeat no passage of each other', () => {
    const passages = markdown.flatMap(({ text }) => [
      ...new Set(
        text
          .replace(HEAD, '')
          .split(/\n+/)
          .filter((line) => line.length >= 20 && !/^[|-]+$/.test(line)),
      ),
    ]);
    expect(twice(passages)).toEqual([]);
  });

  it('show a bad and a good talk for every situation', () => {
    const talks = markdown.filter(({ path }) => dirname(path) === 'sales-talk');
    const bare = talks.filter(({ text }) => !text.includes('\n## 差的例子\n') || !text.includes('\n## 好的例子\n'));
    expect(bare.map(({ path }) => path)).toEqual([]);
  });

  it('are for one role only now and then', () => {
    const closed = pages.filter(({ head }) => Head.parse(head).visibility !== 'all');
    expect(closed.length).toBeGreaterThanOrEqual(2);
    expect(closed.length).toBeLessThan(pages.length / 10);
  });

  it.each(tables.map((page) => [page.path, page] as const))('%s is a table of questions and answers', (_, page) => {
    const [header, ...pairs] = rowsOf(page);
    expect(header).toEqual(['问题', '答案']);
    expect(pairs.length).toBeGreaterThanOrEqual(40);
    expect(pairs.filter((pair) => pair.length !== 2 || pair.some((cell) => cell.trim().length < 4))).toEqual([]);
    expect(twice(pairs.map(([question = '']) => question))).toEqual([]);
  });
});

describe('what the library must not contain', () => {
  const everything = [
    ...pages.map(({ path, text }) => ({ path, text })),
    { path: 'questions', text: read('evaluation.jsonl') },
    { path: 'everyday questions', text: read('everyday.jsonl') },
  ];
  const holding = (pattern: RegExp): string[] =>
    everything.flatMap(({ path, text }) => (text.match(pattern) ?? []).map((found) => `${path}: ${found}`));

  it.each([
    ['a mobile number', /(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/g],
    ['a telephone number', /(?<!\d)(?:0\d{2,3}-?\d{7,8}|[48]00-?\d{3}-?\d{4})(?!\d)/g],
    ['an identity number', /(?<!\d)\d{17}[\dXx](?!\d)/g],
    ['an address of a mailbox or page', /[\w.]+@[\w.]+|https?:\/\//g],
    ['a full company name', /[\u4e00-\u9fff]{2,}(?:有限公司|股份公司)/g],
    [
      'a known brand',
      /阿里巴巴|腾讯|华为|百度|京东|美团|拼多多|字节跳动|抖音|钉钉|飞书|用友|金蝶|西门子|海康|大华|联想|小米|希沃|销售易|纷享销客|银联|支付宝/g,
    ],
    ['an invisible or bidirectional character', /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g],
  ])('%s', (_, pattern) => {
    expect(holding(pattern)).toEqual([]);
  });
});

describe('the products of the demo company', () => {
  const dice = new Dice(seededRandom(1));
  const products = makeProducts({ dice, time: new WorkingTime(new Date('2026-06-01T02:00:00Z'), dice) });

  it.each(products.map(({ row }) => [row.name, row] as const))('%s has its sheet and its price', (_, product) => {
    const price = product.list_price.toLocaleString('en');
    const sheet = markdown.find(({ head }) => Head.parse(head).title === `产品单页：${product.name}`);
    expect(sheet?.text).toContain(`${price} 元（含税）`);
    expect(read('products/price-policy.md')).toMatch(new RegExp(`\\| ${product.name} \\|.*\\| ${price} \\|`));
  });
});

describe('the evaluation of the starter library', () => {
  it('is large enough, and no question stands in it twice', () => {
    expect(answerable.length).toBeGreaterThanOrEqual(200);
    expect(questions.length - answerable.length).toBeGreaterThanOrEqual(40);
    expect(twice(questions.map(({ question }) => question))).toEqual([]);
  });

  it('names the one place that answers, word by word', () => {
    const texts = new Map(pages.map(({ path, text }) => [path, text]));
    const lost = answerable.filter(({ document, anchor }) => texts.get(document)?.split(anchor).length !== 2);
    expect(lost).toEqual([]);
  });

  it('anchors in plain words, not in marks that a parser takes away', () => {
    expect(answerable.filter(({ anchor }) => /[|*#>\n`]/.test(anchor))).toEqual([]);
  });

  it('asks about every document in words of its own', () => {
    const asked = new Set(answerable.map(({ document }) => document));
    const unasked = pages.filter(({ path }) => !asked.has(path)).map(({ path }) => path);
    expect(unasked).toEqual([]);
    expect(answerable.filter(({ question, anchor }) => question.includes(anchor))).toEqual([]);
  });
});

describe('the everyday questions', () => {
  it('are many, some of them without an answer, and none stands anywhere twice', () => {
    const unanswerable = everyday.filter((one) => 'unanswerable' in one);
    expect(everyday.length - unanswerable.length).toBeGreaterThanOrEqual(120);
    expect(unanswerable.length).toBeGreaterThanOrEqual(60);
    expect(twice([...questions, ...everyday].map(({ question }) => question))).toEqual([]);
  });

  it('name the places that answer, word by word', () => {
    const texts = new Map(pages.map(({ path, text }) => [path, text]));
    const lost = everyday.flatMap((one) =>
      'answers' in one
        ? one.answers.filter(({ document, anchor }) => {
            const text = texts.get(document);
            return text === undefined || (anchor !== undefined && text.split(anchor).length !== 2);
          })
        : [],
    );
    expect(lost).toEqual([]);
  });
});
