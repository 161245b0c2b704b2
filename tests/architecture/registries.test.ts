import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JOBS } from '../../server/jobs.ts';

const root = join(import.meta.dirname, '..', '..');
const filesOf = (pattern: string): string[] => globSync(pattern, { cwd: root, exclude: ['node_modules/**'] }).sort();
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Registries are explicit lists; each of these says which files must stand in which list. */
const REGISTRIES: ReadonlyArray<{ files: string; registry: string }> = [
  { files: 'db/entities/**/*.entity.ts', registry: 'db/entities/registry.ts' },
  { files: '{domain/!(calls),jobs}/**/*.job.ts', registry: 'server/jobs.ts' },
  { files: 'domain/calls/**/*.job.ts', registry: 'server/calls/call-jobs.ts' },
  { files: 'server/routes/calls/*.route.ts', registry: 'server/routes/calls/registry.ts' },
  { files: 'knowledge/**/*.job.ts', registry: 'server/knowledge/knowledge-jobs.ts' },
  { files: 'server/routes/knowledge/*.route.ts', registry: 'server/routes/knowledge/registry.ts' },
  { files: 'tools/*.tool.ts', registry: 'tools/registry.ts' },
  { files: 'agents/*/*.agent.ts', registry: 'agents/registry.ts' },
  { files: 'server/routes/crm/*.route.ts', registry: 'server/routes/crm/registry.ts' },
  { files: 'server/routes/messaging/*.route.ts', registry: 'server/routes/messaging/registry.ts' },
  { files: 'server/routes/routing/*.route.ts', registry: 'server/routes/routing/registry.ts' },
  { files: 'domain/routing/nodes/*.node.ts', registry: 'domain/routing/nodes/registry.ts' },
  { files: 'domain/routing/effects/*.effect.ts', registry: 'domain/routing/effects/registry.ts' },
  { files: 'domain/sop/actions/*.action.ts', registry: 'domain/sop/actions/registry.ts' },
  { files: 'domain/sop/triggers/*.trigger.ts', registry: 'domain/sop/triggers/registry.ts' },
  { files: 'server/routes/sop/*.route.ts', registry: 'server/routes/sop/registry.ts' },
  { files: 'server/routes/reports/*.route.ts', registry: 'server/routes/reports/registry.ts' },
  {
    files: 'server/routes/{alerts,chat,identity,mcp,operations,policies}/*.route.ts',
    registry: 'server/routes/registry.ts',
  },
];

describe.each(REGISTRIES)('$registry', ({ files, registry }) => {
  it(`lists every ${files}`, () => {
    const listed = textOf(registry);
    const missing = filesOf(files).filter((file) => !listed.includes(`/${file.split('/').at(-1)}'`));
    expect(missing).toEqual([]);
    expect(filesOf(files).length).toBeGreaterThan(0);
  });
});

it('applies every migration file, in the order of their names', () => {
  const names = filesOf('db/migrations/*.sql').map((file) => file.split('/').at(-1)!.replace('.sql', ''));
  const listed = [...textOf('db/migrations/registry.ts').matchAll(/sqlMigration\('([^']+)'\)/g)].map(
    (match) => match[1],
  );
  expect(listed).toEqual(names);
});

it('lists every job once: one that stands twice would be told everything twice', () => {
  const names = JOBS.map((job) => job.name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});
