import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readMapping, ruleTableOf } from '../../scripts/eval-leads/mapping.ts';
import { datasetIn, readRows } from '../../scripts/eval-leads/read-rows.ts';

const datasets = readMapping(join(import.meta.dirname, '..', '..', 'scripts', 'eval-leads.mapping.json'));
const bank = datasets.find(({ name }) => name === 'leads_bank_marketing')!;
const header = [...bank.columns, ...bank.left_out].map(({ column }) => column);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leads-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (columns: readonly string[], cells: readonly string[]): void =>
  writeFileSync(join(folder, bank.file), `\uFEFF${[...columns, 'y'].join(',')}\n${[...cells, 'yes'].join(',')}\n`);

it('has rules that the columns of each data set understand', () => {
  for (const dataset of datasets) expect(ruleTableOf(dataset).rules.length).toBeGreaterThan(5);
});

it('reads what is known before the contact, and never what is known after it', () => {
  write(
    header,
    header.map((column) => (column === 'age' ? '41' : column === 'job' ? 'unknown' : 'x')),
  );
  expect(datasetIn(folder, datasets).name).toBe('leads_bank_marketing');
  const [row] = readRows(folder, bank);
  expect(row).toMatchObject({ won: true, values: { age: 41, job: null, marital: 'x' } });
  expect(Object.keys(row!.values)).not.toContain('duration');
});

it('refuses a column that nobody has looked at, and a folder without any known data set', () => {
  write([...header, 'closed_by'], [...header.map(() => 'x'), 'x']);
  expect(() => readRows(folder, bank)).toThrow('closed_by');
  rmSync(join(folder, bank.file));
  expect(() => datasetIn(folder, datasets)).toThrow('leads_xeducation (leads.csv)');
});
