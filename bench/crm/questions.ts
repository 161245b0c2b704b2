import type { BenchCompany } from './company-maker.ts';
import { searchText } from '../../kernel/search-text.ts';

/** One thing asked of the service over HTTP, and the same asked of the database in plain SQL. */
export interface Question {
  readonly path: string;
  /** Body of a POST; a GET without one. */
  readonly body?: unknown;
  readonly sql: string;
  readonly params: readonly unknown[];
  /** How many records the answer counts, from either side. */
  readonly countOf: (answer: never) => number;
}

/** A kind of question, drawn anew for every round. */
export interface Subject {
  readonly name: string;
  readonly draw: (unit: () => number) => Question;
}

const PAGE = 20;
const totalOf = (answer: { total: number }): number => answer.total;

/** What somebody who knows no index writes: the page and the number of all, in one statement. */
function plainPage(from: string, where: string, order: string): string {
  return `select *, (select count(*)::int from ${from} where ${where}) as total from ${from} where ${where} order by ${order} limit ${PAGE}`;
}

/** The questions of the benchmark; `ids` are customers to ask for. */
export function subjects(companies: readonly BenchCompany[], ids: readonly string[]): Subject[] {
  const pick = <T>(list: readonly T[], unit: () => number): T => list[Math.floor(unit() * list.length)] as T;
  const search = (list: 'customers' | 'contacts', words: string): Question => {
    const like = `%${words}%`;
    return {
      path: `/api/v1/crm/${list}?page_size=${PAGE}&q=${encodeURIComponent(words)}`,
      sql:
        list === 'customers'
          ? plainPage('customer', 'search_text like $1', 'created_at desc')
          : `select ct.*, (select count(*)::int from contact ct join customer c on c.id = ct.customer_id where ct.search_text like $1 or c.search_text like $1) as total
             from contact ct join customer c on c.id = ct.customer_id where ct.search_text like $1 or c.search_text like $1 order by ct.created_at desc limit ${PAGE}`,
      params: [like],
      countOf: totalOf,
    };
  };
  const sound = (text: string, part: 1 | 2): string => searchText(text).split(' ')[part] ?? '';
  return [
    {
      name: 'customers, a page',
      draw: () => ({
        path: `/api/v1/crm/customers?page_size=${PAGE}`,
        sql: plainPage('customer', 'true', 'created_at desc'),
        params: [],
        countOf: totalOf,
      }),
    },
    {
      name: 'customers of a region, a page',
      draw: (unit) => {
        const { region } = pick(companies, unit);
        return {
          path: `/api/v1/crm/customers?page_size=${PAGE}&region=${encodeURIComponent(region)}`,
          sql: plainPage('customer', 'region = $1', 'created_at desc'),
          params: [region],
          countOf: totalOf,
        };
      },
    },
    {
      name: 'contacts, a page',
      draw: () => ({
        path: `/api/v1/crm/contacts?page_size=${PAGE}`,
        sql: plainPage('contact', 'true', 'created_at desc'),
        params: [],
        countOf: totalOf,
      }),
    },
    {
      name: 'activities, a page',
      draw: () => ({
        path: `/api/v1/crm/activities?page_size=${PAGE}`,
        sql: plainPage('activity', 'true', 'coalesce(occurred_at, due_at) desc'),
        params: [],
        countOf: totalOf,
      }),
    },
    {
      name: 'search customers, brand in Chinese',
      draw: (unit) => search('customers', pick(companies, unit).shortName),
    },
    {
      name: 'search customers, two characters of a name',
      draw: (unit) => {
        const { name } = pick(companies, unit);
        const at = Math.floor(unit() * (name.length - 4));
        return search('customers', name.slice(at, at + 2));
      },
    },
    {
      name: 'search customers, brand in pinyin',
      draw: (unit) => search('customers', sound(pick(companies, unit).shortName, 1)),
    },
    {
      name: 'search customers, initials',
      draw: (unit) => search('customers', sound(pick(companies, unit).name, 2).slice(0, 5)),
    },
    {
      name: 'search contacts, brand in Chinese',
      draw: (unit) => search('contacts', pick(companies, unit).shortName),
    },
    {
      name: "a customer's timeline",
      draw: (unit) => {
        const id = pick(ids, unit);
        return {
          path: `/api/v1/crm/customers/${id}/timeline?page_size=${PAGE}`,
          sql: plainPage('timeline_entry', 'customer_id = $1', 'at desc'),
          params: [id],
          countOf: totalOf,
        };
      },
    },
    {
      name: 'count of a segment',
      draw: (unit) => {
        const { region, sector } = pick(companies, unit);
        const employees = Math.floor(unit() * 4000);
        const condition = {
          all: [
            { field: 'region', op: 'eq', value: region },
            { field: 'employees', op: 'gte', value: employees },
            { not: { field: 'sector', op: 'eq', value: sector } },
            { field: 'last_activity_at', op: 'lt', value: { days: -30 } },
          ],
        };
        return {
          path: '/api/v1/crm/segments/count',
          body: { entity: 'customer', condition },
          sql: `select count(*)::int as total from customer where region = $1 and employees >= $2 and sector <> $3
            and last_activity_at < now() - interval '30 days'`,
          params: [region, employees, sector],
          countOf: ({ count }: { count: number }) => count,
        };
      },
    },
  ];
}
