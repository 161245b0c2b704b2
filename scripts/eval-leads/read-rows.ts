import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { FitRow } from '../../domain/crm/scoring/fit/fit-data.ts';
import type { Dataset } from './mapping.ts';

/** The data set whose file and columns a folder holds. */
export function datasetIn(folder: string, datasets: readonly Dataset[]): Dataset {
  const found = datasets.find(({ file, target, columns }) => {
    if (!existsSync(join(folder, file))) return false;
    const header = headerOf(join(folder, file));
    return [target.column, ...columns.map(({ column }) => column)].every((column) => header.includes(column));
  });
  if (found) return found;
  const known = datasets.map(({ name, file }) => `${name} (${file})`).join(', ');
  throw new Error(`${folder} holds none of the data sets of the mapping file: ${known}`);
}

function headerOf(path: string): string[] {
  const [first] = parse(readFileSync(path), { bom: true, to_line: 1 }) as string[][];
  return first ?? [];
}

/**
 * The rows of a folder with the columns known before the contact only.
 * @throws Error for a column that the mapping neither uses nor leaves out: a new column could know the outcome
 */
export function readRows(folder: string, dataset: Dataset): FitRow[] {
  const path = join(folder, dataset.file);
  const known = new Set([
    dataset.target.column,
    ...dataset.columns.map(({ column }) => column),
    ...dataset.left_out.map(({ column }) => column),
  ]);
  const strange = headerOf(path).filter((column) => !known.has(column));
  if (strange.length > 0)
    throw new Error(`The mapping file does not say whether these may be used: ${strange.join(', ')}`);
  const records = parse(readFileSync(path), { bom: true, columns: true }) as Record<string, string>[];
  const epoch = new Date(0);
  return records.map((record, at) => ({
    values: valuesOf(record, dataset),
    won: dataset.target.won.includes(record[dataset.target.column] ?? ''),
    weight: 1,
    at: epoch,
    seenAt: epoch,
    group: String(at),
  }));
}

function valuesOf(
  record: Record<string, string>,
  { columns, missing }: Dataset,
): Record<string, string | number | null> {
  return Object.fromEntries(
    columns.map(({ column, name, kind }) => {
      const text = (record[column] ?? '').trim();
      return [name, missing.includes(text) ? null : kind === 'number' ? Number(text) : text];
    }),
  );
}
