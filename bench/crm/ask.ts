import type { Client } from 'pg';
import type { Question, Subject } from './questions.ts';

export interface Asked {
  /** Milliseconds of each question, sorted. */
  readonly service: number[];
  readonly plain: number[];
}

/**
 * Asks a subject's questions one after the other, each of the service and of the database in turns.
 * @throws Error when the two do not count the same
 */
export async function ask(
  subject: Subject,
  rounds: number,
  unit: () => number,
  service: { readonly url: string; readonly headers: Readonly<Record<string, string>> },
  client: Client,
): Promise<Asked> {
  const times: Asked = { service: [], plain: [] };
  for (let round = -WARM_UP; round < rounds; round += 1) {
    const question = subject.draw(unit);
    const one = async () => await timed(async () => await overHttp(question, service));
    const other = async () => await timed(async () => await plainly(question, client));
    const [mine, theirs] = round % 2 === 0 ? [await one(), await other()] : await inTurn(other, one);
    if (mine.count !== theirs.count)
      throw new Error(`${subject.name}: ${question.path} counts ${mine.count}, plain SQL ${theirs.count}`);
    if (round < 0) continue;
    times.service.push(mine.ms);
    times.plain.push(theirs.ms);
  }
  const sorted = (values: number[]): number[] => values.sort((a, b) => a - b);
  return { service: sorted(times.service), plain: sorted(times.plain) };
}

/** Questions before the first that counts: statements are compiled and pages come into memory. */
const WARM_UP = 5;

interface Timed {
  readonly count: number;
  readonly ms: number;
}

async function inTurn(first: () => Promise<Timed>, second: () => Promise<Timed>): Promise<[Timed, Timed]> {
  const early = await first();
  return [await second(), early];
}

async function timed(work: () => Promise<number>): Promise<Timed> {
  const begin = performance.now();
  const count = await work();
  return { count, ms: performance.now() - begin };
}

async function overHttp(
  { path, body, countOf }: Question,
  { url, headers }: { readonly url: string; readonly headers: Readonly<Record<string, string>> },
): Promise<number> {
  const answer = await fetch(
    url + path,
    body === undefined
      ? { headers: { ...headers } }
      : { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 300)}`);
  return countOf(JSON.parse(text) as never);
}

async function plainly({ sql, params }: Question, client: Client): Promise<number> {
  const { rows } = await client.query<{ total: number }>(sql, [...params]);
  return rows[0]?.total ?? 0;
}
