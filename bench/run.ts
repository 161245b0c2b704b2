import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchResult } from './result.ts';
import { replaceSections } from './write-results.ts';

/** The benchmarks in their order on the page. */
const BENCHES = ['lead-list', 'chat-turn', 'start', 'crm', 'knowledge', 'routing', 'sop', 'calls'] as const;
/** MB: a peer may keep on the heap what we keep in the database (MiniSearch over 100,000 passages: 6 GB). */
const HEAP = '--max-old-space-size=12288';
const PAGE = join(import.meta.dirname, '..', 'docs', 'benchmarks.md');

/**
 * `npm run bench`: runs every benchmark in a process of its own and rewrites `docs/benchmarks.md`; with names
 * (`npm run bench -- crm`) only these, and only their sections. With `--short` each takes a few seconds, nothing is
 * written, and only a benchmark that does not run is a failure. Other arguments are handed on.
 */
async function main(): Promise<void> {
  const given = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
  const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const unknown = named.find((name) => !BENCHES.some((bench) => bench === name));
  if (unknown) throw new Error(`no benchmark ${unknown}; there are ${BENCHES.join(', ')}`);
  const results: BenchResult[] = [];
  for (const bench of BENCHES.filter((one) => named.length === 0 || named.includes(one))) {
    process.stderr.write(`${bench}…\n`);
    results.push(await runBench(bench, given));
  }
  const page = replaceSections(readFileSync(PAGE, 'utf8'), results);
  if (given.includes('--short')) process.stdout.write(page);
  else writeFileSync(PAGE, page);
}

/** The result a benchmark prints as the last line that is JSON. */
async function runBench(bench: string, given: readonly string[]): Promise<BenchResult> {
  const child = spawn(process.execPath, [HEAP, join(import.meta.dirname, `${bench}.ts`), ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += String(chunk);
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const line = printed
    .trim()
    .split('\n')
    .findLast((one) => one.startsWith(`{"bench":"${bench}"`));
  if (code !== 0 || !line) throw new Error(`${bench} ended with ${code}: ${printed.slice(-500)}`);
  return JSON.parse(line) as BenchResult;
}

await main();
