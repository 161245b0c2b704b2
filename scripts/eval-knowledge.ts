import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { readEnvironment } from '../kernel/config/env.ts';
import { toConfig } from '../kernel/config/config.ts';
import type { SearchParts } from '../knowledge/search/search-knowledge.ts';
import { compareWays, measurePlainBm25, PARTS, type Way, type WayResult } from './knowledge/compare-ways.ts';
import { isTuned, readQuestionSet, type QuestionSet } from './knowledge/question-set.ts';
import { openIndexes } from './knowledge/open-indexes.ts';
import { threeDigits, writeSection } from './knowledge/write-section.ts';

/**
 * `npm run eval:knowledge -- [--write] <folder>…`: puts corpus.jsonl of each folder into every index there is (PGlite always,
 * PostgreSQL at DATABASE_URL, Qdrant at QDRANT_URL, else its stand-in) and asks queries.jsonl and unanswerable.jsonl: by
 * words, by words with the built-in reranker, and by meaning and both where EMBEDDINGS_URL is set; beside them plain BM25.
 * Figures stand for the half on which constants were fitted (`tuned`), for the other one (`rest`) and for all questions.
 * `--write` puts them into docs/benchmarks.md.
 */
interface SetResult extends WayResult {
  readonly set: string;
  readonly index: string;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { write: { type: 'boolean' } }, allowPositionals: true });
  if (positionals.length === 0)
    throw new Error('Usage: npm run eval:knowledge -- [--write] <folder with corpus.jsonl and queries.jsonl>…');
  const results: SetResult[] = [];
  const sizes: string[] = [];
  for (const folder of positionals) {
    const set = readQuestionSet(folder);
    sizes.push(`${basename(folder)}: ${sizeOf(set)}`);
    console.log(`\n${sizes.at(-1)}`);
    results.push(...(await measureSet(basename(folder), set)));
  }
  if (values.write) writeTable(sizes, results);
}

function sizeOf({ corpus, questions, unanswerable }: QuestionSet): string {
  const tuned = questions.filter(isTuned).length;
  return `${corpus.length} passages, ${questions.length} questions (${tuned} tuned), ${unanswerable.length} unanswerable`;
}

async function measureSet(name: string, set: QuestionSet): Promise<SetResult[]> {
  const config = toConfig({ ...readEnvironment(), ROLE: 'all' });
  const told: SetResult[] = [];
  const tell = (index: string, results: readonly WayResult[]): void => {
    for (const one of results) {
      told.push({ set: name, index, ...one });
      const figures = Object.entries(one.figures).map(([figure, value]) => `${figure} ${shown(value)}`);
      console.log([index.padEnd(22), one.way.padEnd(16), one.part.padEnd(5), ...figures].join('  '));
    }
  };
  tell('in memory', measurePlainBm25(set));
  const indexes = await openIndexes(config);
  try {
    for (const { name: index, parts, dense } of indexes) {
      const begin = performance.now();
      tell(index, await compareWays(parts, set, waysFor(parts, dense)));
      console.log(`${index.padEnd(22)}  ${((performance.now() - begin) / 1000).toFixed(1)} s`);
    }
  } finally {
    for (const one of indexes) await one.close();
  }
  return told;
}

function waysFor(parts: SearchParts, dense: boolean): Way[] {
  if (!parts.embedder || !dense) return ['sparse', 'sparse + rerank'];
  return ['sparse', 'sparse + rerank', 'dense', 'hybrid', 'hybrid + rerank'];
}

const shown = (value: number): string => (Number.isNaN(value) ? '-' : value.toFixed(3)).padStart(5);

function writeTable(sizes: readonly string[], results: readonly SetResult[]): void {
  const rest = results.filter((one) => one.part === 'rest');
  const figureOf = (row: SetResult, part: (typeof PARTS)[number]): number =>
    results.find((one) => one.set === row.set && one.index === row.index && one.way === row.way && one.part === part)!
      .figures['MRR@10'];
  writeSection({
    title: 'Finding passages: public question sets',
    method: `\`npm run eval:knowledge\`: ${sizes.join('; ')}. Constants were fitted on the tuned half; the figures are those of the rest, and MRR@10 of the tuned half and of all questions behind them. "plain BM25" is the baseline: characters and pairs of characters, k1 1.2, b 0.75. Refusal AUC: how often an answered question is surer than an unanswerable one.`,
    rows: [
      ['Set', 'Index', 'Way', 'R@1', 'R@5', 'R@10', 'MRR@10', 'Refusal AUC', 'MRR@10 tuned', 'MRR@10 all'],
      ...rest.map((row) => [
        row.set,
        row.index,
        row.way,
        ...Object.values(row.figures).map(threeDigits),
        threeDigits(figureOf(row, 'tuned')),
        threeDigits(figureOf(row, 'all')),
      ]),
    ],
  });
}

await main();
process.exit(0);
