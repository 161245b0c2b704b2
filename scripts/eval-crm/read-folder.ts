import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** One line of a truth table. */
export interface Figures {
  readonly opportunities: number;
  readonly won: number;
  readonly lost: number;
  readonly open: number;
  readonly won_value: number;
  readonly win_rate: number | null;
  readonly average_won_value: number | null;
}

export const GROUP_TABLES = [
  'by_agent',
  'by_manager',
  'by_region',
  'by_product',
  'by_series',
  'by_sector',
  'by_account',
  'by_close_quarter',
  'by_close_month',
] as const;
export type GroupTable = (typeof GROUP_TABLES)[number];

/** The figures an independent program computed from the same files. */
export type Truth = Readonly<Record<GroupTable, Readonly<Record<string, Figures>>>> & {
  readonly total: Figures;
  readonly stages: Readonly<Record<string, number>>;
  readonly rows_without_account: number;
  readonly cycle_days: Readonly<
    Record<'won' | 'lost', { readonly mean: number; readonly median: number; readonly n: number }>
  >;
};

/** A row of the pipeline file joined with its agent, product and account; empty text where the file has none. */
export interface Deal {
  readonly agent: string;
  readonly manager: string;
  readonly region: string;
  readonly product: string;
  readonly series: string;
  readonly sector: string;
  readonly account: string;
  readonly stage: string;
  /** `2017-Q2`, `2017-04`; empty while open. */
  readonly quarter: string;
  readonly month: string;
  readonly value: number;
}

type Line = Readonly<Record<string, string>>;

export interface Folder {
  readonly path: string;
  readonly truth: Truth;
  readonly deals: readonly Deal[];
}

/** Reads the truth and the four tables of a folder. */
export function readFolder(path: string): Folder {
  const read = (name: string): Line[] => parse(readFileSync(join(path, name)), { columns: true, bom: true });
  const byKey = (lines: Line[], key: string) => new Map(lines.map((line) => [line[key] ?? '', line]));
  const agents = byKey(read('sales_teams.csv'), 'sales_agent');
  const products = byKey(read('products.csv'), 'product');
  const accounts = byKey(read('accounts.csv'), 'account');
  const nameOfProduct = (name: string) => [...products.keys()].find((known) => bare(known) === bare(name)) ?? name;
  const deals = read('sales_pipeline.csv').map((line): Deal => {
    const agent = agents.get(line['sales_agent'] ?? '');
    const product = nameOfProduct(line['product'] ?? '');
    const closed = line['close_date'] ?? '';
    return {
      agent: line['sales_agent'] ?? '',
      manager: agent?.['manager'] ?? '',
      region: agent?.['regional_office'] ?? '',
      product,
      series: products.get(product)?.['series'] ?? '',
      account: line['account'] ?? '',
      sector: accounts.get(line['account'] ?? '')?.['sector'] ?? '',
      stage: line['deal_stage'] ?? '',
      month: closed.slice(0, 7),
      quarter: closed && `${closed.slice(0, 4)}-Q${Math.ceil(Number(closed.slice(5, 7)) / 3)}`,
      value: Number(line['close_value'] ?? 0),
    };
  });
  return { path, truth: JSON.parse(readFileSync(join(path, 'truth.json'), 'utf8')) as Truth, deals };
}

const bare = (name: string): string => name.replaceAll(/\s/g, '').toLowerCase();
