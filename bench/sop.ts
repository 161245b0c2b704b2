import { benchDatabase } from './bench-database.ts';
import { benchOptions, type BenchOptions } from './bench-options.ts';
import { factsFor } from './machine.ts';
import { printResult } from './result.ts';
import { rateFigures } from './sop/rate-figures.ts';
import { waitingFigures } from './sop/waiting-figures.ts';

/** Sequences beside libraries for durable work, and sequences that wait in great numbers. */
async function main(): Promise<void> {
  const options: BenchOptions = { ...benchOptions(), databases: ['PostgreSQL'] };
  const machine = await factsFor(options);
  const rates = await rateFigures(options);
  const database = await benchDatabase('PostgreSQL', options.serverUrl, () => Promise.resolve());
  try {
    printResult({
      bench: 'sop',
      title: 'Sequences',
      method:
        'Sequences of steps that do nothing, from the first start to the last end; each side has a process and a database of its own on the same server, and rounds take turns. The service keeps a row of each sequence and a row of each step with its reason and times, and takes up several sequences in one transaction; DBOS keeps the status of each workflow and the output of each step, every one a transaction; pg-boss keeps a row of each job, put in 500 at a time; graphile-worker deletes a job that is done. Best settings: `SOP_BATCH` 500; DBOS 200 workflows at once and 40 connections; pg-boss 4 workers that take 500 each; graphile-worker 24 at once, a local queue of 500, completions in batches. Waiting: started by another process, as a batch does it; a reply counts from before its message is kept until another process sees the next step; lateness from the moment of each timer until another process sees it done.',
      machine,
      figures: [...rates, ...(await waitingFigures(options, database))],
    });
  } finally {
    await database.drop();
  }
}

await main();
