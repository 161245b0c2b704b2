import { expect, it } from 'vitest';
import { NAV_ITEMS } from './nav-items.ts';

it('names each place once', () => {
  const places = NAV_ITEMS.map(({ to }) => to);
  expect(places.filter((to, at) => places.indexOf(to) !== at)).toEqual([]);
});
