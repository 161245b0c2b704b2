import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PERMISSIONS } from '../kernel/contracts/identity.ts';
import { TOOLS } from '../tools/registry.ts';
import { AGENTS } from './registry.ts';

const FOLDERS = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const KNOWN: ReadonlySet<string> = new Set(TOOLS.map((tool) => tool.name));
const NAMED = AGENTS.map((agent) => [agent.name, agent] as const);

test('every folder is a listed agent', () => {
  expect(AGENTS.map((agent) => agent.name).toSorted()).toEqual(FOLDERS.toSorted());
});

test.each(NAMED)('%s has its files', (name) => {
  for (const file of [`${name}.agent.ts`, 'prompt.md', 'evals.jsonl'])
    expect(existsSync(join(import.meta.dirname, name, file)), file).toBe(true);
});

test.each(NAMED)('%s names only tools there are, each once, and specialties it has', (_name, agent) => {
  expect(agent.tools.filter((tool) => !KNOWN.has(tool))).toEqual([]);
  expect(new Set(agent.tools).size).toBe(agent.tools.length);
  expect(agent.specialties.filter((tool) => !agent.tools.includes(tool))).toEqual([]);
  expect(PERMISSIONS).toContain(agent.permission);
  expect(agent.prompt.length).toBeGreaterThan(100);
});

test('only the managers’ agent gives records to other people', () => {
  const assigning = TOOLS.filter((tool) => tool.permission === 'crm.assign').map((tool) => tool.name);
  expect(assigning.toSorted()).toEqual([
    'assign_lead',
    'assign_waiting_leads',
    'auto_assign_lead',
    'transfer_customer',
  ]);
  const allowed = AGENTS.filter((agent) => assigning.some((tool) => agent.tools.includes(tool)));
  expect(allowed.map((agent) => agent.permission)).toEqual(['crm.assign']);
});

test.each(NAMED)('the questions %s is measured with ask for tools it has', (name, agent) => {
  const lines = readFileSync(join(import.meta.dirname, name, 'evals.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const asked = lines.flatMap((line) => {
    const { expect: wanted } = JSON.parse(line) as { expect: { calls?: { tool: string }[] } };
    return (wanted.calls ?? []).map((call) => call.tool);
  });
  expect([...new Set(asked)].filter((tool) => !agent.tools.includes(tool))).toEqual([]);
});
