import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorCatalogue } from '../kernel/errors.ts';

/** `npm run docs:errors`: writes docs/errors.md from the catalogues of all rooms. */
const root = join(import.meta.dirname, '..');
const files = globSync('{kernel,db,jobs,domain,knowledge,integrations,tools,agents,graphs,server}/**/*.ts', {
  cwd: root,
})
  .filter((file) => !file.endsWith('.test.ts') && /_ERRORS = \{/.test(readFileSync(join(root, file), 'utf8')))
  .sort();

const sections: string[] = [];
for (const file of files) {
  const module = (await import(join(root, file))) as Record<string, unknown>;
  for (const [name, catalogue] of Object.entries(module).filter(([key]) => key.endsWith('_ERRORS'))) {
    const rows = Object.entries(catalogue as ErrorCatalogue).map(
      ([code, entry]) => `| \`${code}\` | ${entry.kind} | ${entry.zh} | ${entry.en} |`,
    );
    sections.push(
      `## ${name.replace('_ERRORS', '').toLowerCase().replaceAll('_', '-')}\n\nDeclared in \`${file}\`.\n\n| code | kind | 中文 | English |\n|---|---|---|---|\n${rows.join('\n')}`,
    );
  }
}

const head = `# Error codes

Every failure has a code and a kind. The kind decides what each of the three readers gets: the HTTP status, whether a job is
tried again, and the sentence a person or a model reads.

| kind | HTTP | job | meaning |
|---|---|---|---|
| invalid | 400 (413, 415 where HTTP has a word for it) | dead letter | the input cannot be taken as it is |
| not_found | 404 | dead letter | there is no such record, or it may not be seen |
| forbidden | 403, or 401 when signing in again helps | dead letter | the person may not do this |
| conflict | 409, or 429 when waiting helps | dead letter | the state of the world speaks against it |
| transient | 503 | tried again | it may work in a moment |
| bug | 500 | dead letter | our fault; logged with its cause |

This page is written by \`npm run docs:errors\`.
`;
writeFileSync(join(root, 'docs/errors.md'), `${head}\n${sections.join('\n\n')}\n`);
