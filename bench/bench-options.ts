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
}

const DEFAULT_SERVER = 'postgres://postgres@127.0.0.1:5432/postgres';

/** Reads `--short`, `--embedded`, `--server`; the server is that of `DATABASE_URL`, else the one of this machine. */
export function benchOptions(argv: readonly string[] = process.argv.slice(2)): BenchOptions {
  const only = argv.includes('--embedded') ? 'embedded' : argv.includes('--server') ? 'PostgreSQL' : undefined;
  return {
    short: argv.includes('--short'),
    databases: only ? [only] : ['PostgreSQL', 'embedded'],
    serverUrl: readEnvironment().DATABASE_URL ?? DEFAULT_SERVER,
  };
}
