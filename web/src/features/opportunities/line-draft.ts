import type { LineInput, LineView } from '../../../../kernel/contracts/deals.ts';

/** A line while it is typed: every field as text. */
export interface LineDraft {
  /** Of the row on the page, not of the line. */
  key: number;
  product: string;
  name: string;
  quantity: string;
  price: string;
  discount: string;
}

export function draftOf(line: LineView, key: number): LineDraft {
  return {
    key,
    product: line.product_id ?? '',
    name: line.name,
    quantity: String(line.quantity),
    price: String(line.unit_price),
    discount: String(line.discount),
  };
}

export function emptyLine(key: number): LineDraft {
  return { key, product: '', name: '', quantity: '1', price: '', discount: '0' };
}

/** A number as people paste it: with thousands, ¥ and full-width digits. NaN for a text that is none. */
export function amountOf(text: string): number {
  const plain = text.normalize('NFKC').replaceAll(/[,¥\s]/g, '');
  return plain === '' ? Number.NaN : Number(plain);
}

/** What the line comes to, to the cent; NaN while a figure is missing. The server counts again. */
export function lineAmount(draft: LineDraft): number {
  const worth = amountOf(draft.quantity) * amountOf(draft.price) * (1 - amountOf(draft.discount) / 100);
  return Math.round(worth * 100) / 100;
}

/** The line as the server takes it; undefined while it cannot be. */
export function toInput(draft: LineDraft): LineInput | undefined {
  const [quantity, price, discount] = [amountOf(draft.quantity), amountOf(draft.price), amountOf(draft.discount)];
  const name = draft.name.trim();
  if (name === '' || !(quantity > 0) || !(price >= 0) || !(discount >= 0 && discount <= 100)) return undefined;
  return { product_id: draft.product === '' ? null : draft.product, name, quantity, unit_price: price, discount };
}
