import { expect, it } from 'vitest';
import { amountOf, emptyLine, lineAmount, toInput } from './line-draft.ts';

const line = { ...emptyLine(1), name: '企业版', quantity: '3', price: '1,999.99', discount: '12.5' };

it('counts a line to the cent, with the discount', () => {
  expect(lineAmount(line)).toBe(5249.97);
  expect(lineAmount({ ...line, price: '' })).toBeNaN();
});

it('reads numbers as people paste them', () => {
  expect([amountOf('¥12,000'), amountOf('１２０'), amountOf(' 7 '), amountOf('abc'), amountOf('')]).toEqual([
    12_000,
    120,
    7,
    Number.NaN,
    Number.NaN,
  ]);
});

it('takes only a line that is whole', () => {
  expect(toInput(line)).toEqual({ product_id: null, name: '企业版', quantity: 3, unit_price: 1999.99, discount: 12.5 });
  for (const wrong of [{ name: ' ' }, { quantity: '0' }, { price: '-1' }, { discount: '101' }, { price: '' }])
    expect(toInput({ ...line, ...wrong })).toBeUndefined();
});
