import type { DatabaseFacts, Machine } from './machine.ts';
import type { BenchResult, Figure } from './result.ts';

/** A page with the introduction of today and the sections of these results in place of theirs, or behind the last. */
export function replaceSections(page: string, results: readonly BenchResult[]): string {
  const [, ...sections] = page.trimEnd().split(/\n\n(?=## )/);
  return results.reduce(
    (written, result) => placeSection(written, result.title, section(result)),
    `${[INTRODUCTION, ...sections].join('\n\n')}\n`,
  );
}

/** A page with this section in the place of the one with its title, or behind the last. */
export function placeSection(page: string, title: string, text: string): string {
  const parts = page.trimEnd().split(/\n\n(?=## )/);
  const at = parts.findIndex((part) => part.startsWith(`## ${title}\n`));
  parts.splice(at < 0 ? parts.length : at, at < 0 ? 0 : 1, text);
  return `${parts.join('\n\n')}\n`;
}

const INTRODUCTION = `# Benchmarks

Written by \`npm run bench\`, the parts on finding passages by \`npm run eval:knowledge\` and \`npm run eval:library\` with \`--write\`; do
not edit by hand. \`npm run bench -- --short\` only checks that each benchmark still runs.

Medians, with the lowest and the highest round. What is compared takes turns within one run on one machine, so a ratio
says more than the figures it is made from. "Commits" are inserts of one row, each its own transaction, on one
connection, measured right before the benchmark: a database that need not wait for a disk commits faster. A load over
half a core at the start means that somebody else was at work, and that the figures are worth less.`;

function section(result: BenchResult): string {
  return [
    `## ${result.title}`,
    result.method,
    machineLine(result.machine),
    table(result.figures),
    missed(result.figures),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function machineLine(machine: Machine): string {
  const when = `${machine.at.slice(0, 16).replace('T', ' ')} UTC`;
  const parts = [
    `${when}, ${machine.cores} cores (${machine.cpu}), ${machine.memoryGb} GB, load ${machine.load} at the start, Node ${machine.node}`,
  ];
  if (machine.server) parts.push(`PostgreSQL ${databaseWords(machine.server)}`);
  if (machine.embedded) parts.push(`embedded PostgreSQL ${databaseWords(machine.embedded)}`);
  return parts.map((part) => `- ${part}`).join('\n');
}

function databaseWords(facts: DatabaseFacts): string {
  const { version, fsync, synchronousCommit, commitsPerSecond } = facts;
  return `${version.split(' ', 1)[0]}: fsync ${fsync}, synchronous_commit ${synchronousCommit}, ${count(commitsPerSecond)} commits/s`;
}

function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    figure.on,
    `${value(figure.spread.median)} ${figure.unit === 'ratio' ? '' : figure.unit}`.trim(),
    figure.spread.min === figure.spread.max ? '' : `${value(figure.spread.min)} – ${value(figure.spread.max)}`,
    figure.aim?.text ?? '',
    figure.aim ? (figure.aim.met ? 'met' : '**missed**') : '',
  ]);
  return aligned([['What', 'On', 'Median', 'Range', 'Aim', ''], ...rows]);
}

/** A table whose columns are padded, as the formatter of the repository wants it. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(3, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

function missed(figures: readonly Figure[]): string {
  return figures
    .filter((figure) => figure.aim?.met === false && figure.profile)
    .map((figure) => `Missed: ${figure.what} (${figure.on}). The service's busy time: ${figure.profile}.`)
    .join('\n\n');
}

function value(number: number): string {
  if (number >= 1000) return count(number);
  return number >= 100 ? String(Math.round(number)) : number.toFixed(number >= 10 ? 1 : 2);
}

function count(number: number): string {
  return Math.round(number).toLocaleString('en-GB');
}
