import { benchOptions } from './bench-options.ts';
import { seededUnit } from './crm/company-maker.ts';
import { measureInIndex } from './knowledge/in-index.ts';
import { measureOverHttp } from './knowledge/over-http.ts';
import { factsFor } from './machine.ts';
import { printResult, type Figure } from './result.ts';

const SEED = 20_261_121;
const PASSAGES = { embedded: 10_000, PostgreSQL: 100_000 } as const;
const SHORT_PASSAGES = 400;

/** Bringing documents in and finding passages, beside a plain JavaScript BM25 library over the same terms. */
async function main(): Promise<void> {
  const options = benchOptions();
  const machine = await factsFor(options);
  const figures: Figure[] = [];
  for (const kind of options.databases) {
    const passages = options.passages ?? (options.short ? SHORT_PASSAGES : PASSAGES[kind]);
    const measure = kind === 'embedded' ? measureOverHttp : measureInIndex;
    figures.push(...(await measure(kind, options, passages, seededUnit(SEED))));
  }
  printResult({
    bench: 'knowledge',
    title: 'Finding passages: speed',
    method: `Passages of some 150 characters, drawn by a seed from the segmenter's dictionary by how common its words are, 100 to a document. Embedded: Markdown files are uploaded to the service and searched over HTTP. PostgreSQL: the index by itself, in this process; without an embedding endpoint it is searched by words alone, so pgvector takes no part. Questions are words of a passage, one at a time, of ours and of MiniSearch (in a process of its own) over the same terms in turns. The median column is p50, the range ends with p95.`,
    machine,
    figures,
  });
}

await main();
