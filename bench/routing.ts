import { benchDatabase } from './bench-database.ts';
import { benchOptions, type BenchOptions } from './bench-options.ts';
import { factsFor } from './machine.ts';
import { printResult, type DatabaseKind, type Figure } from './result.ts';
import { commandFigures } from './routing/command-figures.ts';
import { firstCommandFigures } from './routing/first-command-figures.ts';
import { webhookFigures } from './routing/webhook-figures.ts';

/** Messages coming in by the webhook and commands going out by the queue, beside the least that could do the same. */
async function main(): Promise<void> {
  const options = benchOptions();
  const machine = await factsFor(options);
  const figures: Figure[] = [];
  for (const kind of options.databases) figures.push(...(await measureOn(kind, options)));
  printResult({
    bench: 'routing',
    title: 'Messages in, commands out',
    method:
      'In: group messages as WorkTool reports them, each of them new, 32 connections, a process each; beside it bare Fastify that puts the body into one row. Through: the built-in flow with the built-in classifier, every message handed over by a notice to a work group. Out: commands with a text each, through policy, queue, sender, a vendor that answers at once, its report and confirmation; beside it a queue of pg-boss and one of confirmations, and nothing else. Rounds alternate.',
    machine,
    figures,
  });
}

/** Each part on a database of its own: what one leaves behind to be read and routed would be in the way of the next. */
async function measureOn(kind: DatabaseKind, options: BenchOptions): Promise<Figure[]> {
  // One process owns the embedded database, so nobody else can look at its rows.
  const parts =
    kind === 'PostgreSQL' ? [webhookFigures, firstCommandFigures, commandFigures] : [webhookFigures, commandFigures];
  const figures: Figure[] = [];
  for (const measure of parts) {
    const database = await benchDatabase(kind, options.serverUrl, () => Promise.resolve());
    try {
      figures.push(...(await measure(options, database)));
    } finally {
      await database.drop();
    }
  }
  return figures;
}

await main();
