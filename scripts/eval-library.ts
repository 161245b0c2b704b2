import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { forkEm } from '../db/orm.ts';
import type { Scope } from '../domain/scope.ts';
import { systemActor } from '../kernel/actor.ts';
import { systemClock } from '../kernel/clock.ts';
import { toConfig } from '../kernel/config/config.ts';
import { readEnvironment } from '../kernel/config/env.ts';
import type { EvaluationResultView } from '../kernel/contracts/knowledge-quality.ts';
import { PERMISSIONS } from '../kernel/contracts/identity.ts';
import { LIBRARY_FOLDER, loadStarterLibrary } from '../knowledge/ingest/load-starter-library.ts';
import { getEvaluationRun, listEvaluationResults, startEvaluation } from '../knowledge/quality/evaluation-runs.ts';
import { createEvaluationSet } from '../knowledge/quality/evaluation-sets.ts';
import { startService } from '../server/start-service.ts';
import { libraryFigures } from './knowledge/library-figures.ts';
import { readEvaluation } from './knowledge/library-set.ts';
import { threeDigits, writeSection } from './knowledge/write-section.ts';

/*
 * Takes a library folder into a fresh service, asks the questions of its evaluation.jsonl through the product's own
 * evaluation and prints R@1/5/10, MRR@10, nDCG@10 and the refusal, then the figures of the half on which constants were
 * fitted and of the rest. The last line is one JSON object with all figures. `--write` puts them into docs/benchmarks.md.
 *
 *   node scripts/eval-library.ts [--folder knowledge/library] [--show] [--write]
 */
const { values: flags } = parseArgs({
  options: { folder: { type: 'string' }, show: { type: 'boolean' }, write: { type: 'boolean' } },
});
const folder = flags.folder ?? LIBRARY_FOLDER;
const questions = readEvaluation(folder);

const format = (value: string | number): string =>
  typeof value === 'string' || Number.isInteger(value) ? String(value) : threeDigits(value);

const dataDir = mkdtempSync(join(tmpdir(), 'xiaoshu-eval-library-'));
const { DATABASE_URL: _server, ...environment } = readEnvironment();
const config = toConfig({ ...environment, PORT: '0', DATA_DIR: dataDir, DEMO_DATA: 'off', LOG_LEVEL: 'warn' });
const service = await startService(config, { withoutWorkers: true });
try {
  const { parts } = service;
  const scopeOf = (): Scope => ({
    em: forkEm(parts.orm),
    clock: parts.clock,
    actor: systemActor(PERMISSIONS),
    events: parts.bus,
    jobs: parts.engine,
  });
  const started = performance.now();
  const files = await loadStarterLibrary(scopeOf(), { folder });
  await parts.engine.drain(systemClock.now());
  const stats = await service.library.engine.index.stats();
  console.log(`${files} files, ${stats.passages} passages in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  const set = await createEvaluationSet(scopeOf(), { name: 'library', questions });
  const { id } = await startEvaluation(scopeOf(), { id: set.id });
  await parts.engine.drain(systemClock.now());
  const run = await getEvaluationRun(scopeOf(), { id });
  const { figures } = run;
  for (const [name, value] of Object.entries(figures ?? {})) console.log(`${name.padEnd(20)} ${value ?? '—'}`);
  if (run.missing > 0) console.log(`${run.missing} questions name a passage that is not there`);
  const all: EvaluationResultView[] = [];
  for (let page = 1; all.length < questions.length; page += 1) {
    const { items } = await listEvaluationResults(scopeOf(), { id, page, page_size: 200 });
    if (items.length === 0) break;
    all.push(...items);
  }
  const halves = libraryFigures(all);
  for (const one of halves)
    console.log(
      Object.entries(one)
        .map(([name, value]) => `${name} ${format(value)}`)
        .join('  '),
    );
  if (flags.write)
    writeSection({
      title: 'Finding passages: the starter library',
      method: `\`npm run eval:library\`: ${files} documents (${stats.passages} passages) in a fresh service, ${questions.length} questions asked through the product's own evaluation by words alone. The weights of headings and of the confidence were fitted on the tuned half. "Refused wrongly" and "refused rightly" are shares at the default threshold.`,
      rows: [Object.keys(halves[0]!), ...halves.map((one) => Object.values(one).map(format))],
    });
  if (flags.show)
    for (const only of ['missed', 'refused_wrongly', 'answered_wrongly'] as const) {
      const { items, total } = await listEvaluationResults(scopeOf(), { id, only, page: 1, page_size: 200 });
      process.stderr.write(`\n${only}: ${total}\n`);
      for (const one of items) {
        const first = one.found[0];
        process.stderr.write(
          `${one.position} ${one.question}  (document ${one.document_rank ?? '—'}, confidence ${one.confidence.toFixed(2)}, first: ${first?.title ?? '—'} > ${first?.heading ?? ''})\n`,
        );
      }
    }
  console.log(JSON.stringify({ files, passages: stats.passages, missing: run.missing, figures }));
} finally {
  await service.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
