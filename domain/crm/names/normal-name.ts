/**
 * A name without what people leave out or type differently: full-width becomes half-width, upper case lower case, and
 * spaces and punctuation go. Two names that are equal after this are the same name.
 */
export function normalName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}\p{S}]/gu, '');
}

/** Whether one letter put in, left out, replaced or swapped with its neighbour makes the two texts equal. */
export function differByOne(left: string, right: string): boolean {
  if (left === right || Math.abs(left.length - right.length) > 1) return false;
  let head = 0;
  while (head < left.length && left[head] === right[head]) head += 1;
  let tail = 0;
  const room = Math.min(left.length, right.length) - head;
  while (tail < room && left.at(-1 - tail) === right.at(-1 - tail)) tail += 1;
  const restLeft = left.slice(head, left.length - tail);
  const restRight = right.slice(head, right.length - tail);
  if (restLeft.length <= 1 && restRight.length <= 1) return true;
  return (
    restLeft.length === 2 && restRight.length === 2 && restLeft[0] === restRight[1] && restLeft[1] === restRight[0]
  );
}

/** How alike two names are, 0 to 1, by the pairs of neighbouring characters they share (Dice coefficient). */
export function likeness(left: string, right: string): number {
  const a = pairs(normalName(left));
  const b = pairs(normalName(right));
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}

/** The pairs of neighbouring characters of a text. */
export function pairs(text: string): Set<string> {
  const found = new Set<string>();
  for (let at = 0; at + 1 < text.length; at += 1) found.add(text.slice(at, at + 2));
  return found;
}
