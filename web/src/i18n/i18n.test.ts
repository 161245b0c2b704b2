import { expect, it } from 'vitest';
import { en } from './en.ts';
import { zh } from './zh.ts';

type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );
}

it('has the same keys in both languages, and no empty word', () => {
  const [chinese, english] = [leaves(zh), leaves(en)];
  expect(english.map(([key]) => key).sort()).toEqual(chinese.map(([key]) => key).sort());
  expect([...chinese, ...english].filter(([, words]) => words.trim() === '')).toEqual([]);
});

it('fills the same names into both', () => {
  const names = (words: string) => [...words.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
  const english = new Map(leaves(en));
  for (const [key, words] of leaves(zh)) expect([key, names(english.get(key) ?? '')]).toEqual([key, names(words)]);
});
