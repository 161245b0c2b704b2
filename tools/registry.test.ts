import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { PERMISSIONS } from '../kernel/contracts/identity.ts';
import { SLOT_KINDS, slotOf } from '../kernel/slots.ts';
import { TOOLS } from './registry.ts';

const FILES = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.tool.ts'));
/** Places of a report's phrases that stand for a kind of word, because its arguments are composed. */
const COMPOSED: ReadonlySet<string> = new Set([...SLOT_KINDS, 'metric', 'dimension']);
const MARKED = TOOLS.map((tool) => [tool.name, tool] as const);

test('every file is listed, once, under the name of its file', () => {
  const names = TOOLS.map((tool) => tool.name);
  expect(names.map((name) => `${name.replaceAll('_', '-')}.tool.ts`).toSorted()).toEqual(FILES.toSorted());
  expect(new Set(names).size).toBe(names.length);
});

test.each(MARKED)('%s says what it is, to whom it is open and how people ask for it', (_name, tool) => {
  expect(PERMISSIONS).toContain(tool.permission);
  expect(tool.title.length).toBeGreaterThan(1);
  expect(tool.description.length).toBeGreaterThan(8);
  expect(tool.phrases.length).toBeGreaterThanOrEqual(8);
  expect(new Set(tool.phrases).size).toBe(tool.phrases.length);
});

test.each(MARKED)('each place in a phrase of %s is an argument', (_name, tool) => {
  const args = new Set(Object.keys(tool.input.shape));
  const composed = Object.values(tool.input.shape).some((schema) => slotOf(schema as z.ZodType)?.slot === 'report');
  for (const phrase of tool.phrases)
    for (const [, place = ''] of phrase.matchAll(/\{(\w+)\}/g))
      expect(args.has(place) || (composed && COMPOSED.has(place)), `${place} in «${phrase}»`).toBe(true);
});

test.each(MARKED)('the arguments of %s are marked and can be told to a model', (_name, tool) => {
  for (const [name, schema] of Object.entries(tool.input.shape) as [string, z.ZodType][])
    expect(slotOf(schema), name).toMatchObject({ label: expect.stringMatching(/\p{Script=Han}/u) as string });
  const json = z.toJSONSchema(tool.input, { io: 'input' }) as { properties: Record<string, unknown> };
  expect(Object.keys(json.properties)).toEqual(Object.keys(tool.input.shape));
});

test.each(MARKED)('%s takes «null» for what may be left out', (_name, tool) => {
  for (const [name, schema] of Object.entries(tool.input.shape) as [string, z.ZodType][])
    if (schema.safeParse(undefined).success && !(schema instanceof z.ZodDefault))
      expect(schema.safeParse(null).success, name).toBe(true);
});
