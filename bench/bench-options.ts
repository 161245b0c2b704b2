import { readEnvironment } from '../kernel/config/env.ts';
import type { DatabaseKind } from './result.ts';

/** What the command line of a benchmark says. */
export interface BenchOptions {
  /** A few seconds, to see that it still runs: its figures mean nothing. */
  readonly short: boolean;
  /** Only on the embedded database, or only on the server; both by default. */
  readonly databases: readonly DatabaseKind[];
  /** A server on which databases may be made and dropped. */
  readonly serverUrl: string;
  /** Passages in the knowledge base, instead of the sizes its benchmark has for each database. */
  readonly passages: number | null;
}

const DEFAULT_SERVER = 'postgres://postgres@127.0.0.1:5432/postgres';

/** Reads `--short`, `--embedded`, `--server`, `--passages=5000`; the server is that of `DATABASE_URL`, else the one of this machine. */
export function benchOptions(argv: readonly string[] = process.argv.slice(2)): BenchOptions {
  const only = argv.includes('--embedded') ? 'embedded' : argv.includes('--server') ? 'PostgreSQL' : undefined;
  return {
    short: argv.includes('--short'),
    databases: only ? [only] : ['PostgreSQL', 'embedded'],
    serverUrl: readEnvironment().DATABASE_URL ?? DEFAULT_SERVER,
    passages: wholeNumber(argv, '--passages='),
  };
}

/** @throws Error when something else stands there than a number above 0 */
function wholeNumber(argv: readonly string[], flag: string): number | null {
  const given = argv.find((argument) => argument.startsWith(flag))?.slice(flag.length);
  if (given === undefined) return null;
  const number = Number(given);
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`${flag}${given} is no whole number above 0`);
  return number;
}
