import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENV_NAMES } from '../../kernel/config/env.ts';
import { ERROR_KINDS, type ErrorCatalogue } from '../../kernel/errors.ts';

const root = join(import.meta.dirname, '..', '..');
const SOURCES = ['{kernel,db,jobs,domain,knowledge,integrations,tools,agents,graphs,server}/**/*.ts'];

/** Every `*_ERRORS` catalogue of the source tree. */
async function catalogues(): Promise<ErrorCatalogue[]> {
  const files = globSync(SOURCES, { cwd: root }).filter((file) =>
    /_ERRORS = \{/.test(readFileSync(join(root, file), 'utf8')),
  );
  const modules = await Promise.all(files.map((file) => import(join(root, file)) as Promise<Record<string, unknown>>));
  return modules.flatMap((module) =>
    Object.entries(module)
      .filter(([name]) => name.endsWith('_ERRORS'))
      .map(([, value]) => value as ErrorCatalogue),
  );
}

describe('error codes', () => {
  it('are unique, of a known kind, and have a sentence in both languages', async () => {
    const entries = (await catalogues()).flatMap((catalogue) => Object.entries(catalogue));
    expect(new Set(entries.map(([code]) => code)).size).toBe(entries.length);
    for (const [code, entry] of entries) {
      expect(ERROR_KINDS, code).toContain(entry.kind);
      expect(entry.zh.length * entry.en.length, code).toBeGreaterThan(0);
    }
  });

  it('stand in docs/errors.md, and nothing else does', async () => {
    const codes = (await catalogues()).flatMap((catalogue) => Object.keys(catalogue)).sort();
    const documented = [...readFileSync(join(root, 'docs/errors.md'), 'utf8').matchAll(/^\| `([\w.]+)` \|/gm)]
      .map((match) => match[1])
      .sort();
    expect(documented).toEqual(codes);
  });
});

describe('the environment', () => {
  it('is described name by name in .env.example and the README', () => {
    const example = [...readFileSync(join(root, '.env.example'), 'utf8').matchAll(/^#? ?([A-Z][A-Z0-9_]*)=/gm)]
      .map((match) => match[1])
      .sort();
    expect(example).toEqual([...ENV_NAMES].sort());
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    for (const name of ENV_NAMES) expect(readme, name).toContain(`\`${name}\``);
  });

  it('is read in kernel/config only', () => {
    const readers = globSync(SOURCES, { cwd: root })
      .filter((file) => !file.startsWith('kernel/config/') && !file.endsWith('.test.ts'))
      .filter((file) => readFileSync(join(root, file), 'utf8').includes('process.env'));
    expect(readers).toEqual([]);
  });
});
