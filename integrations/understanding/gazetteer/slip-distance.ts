/**
 * How many single-character slips turn one text into the other, counted no further than 2: a character changed, left
 * out, added, or two neighbours swapped.
 */
export function slipDistance(a: string, b: string): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > 1) return 2;
  let head = 0;
  while (head < a.length && a[head] === b[head]) head += 1;
  let tailA = a.length;
  let tailB = b.length;
  while (tailA > head && tailB > head && a[tailA - 1] === b[tailB - 1]) {
    tailA -= 1;
    tailB -= 1;
  }
  const restA = a.slice(head, tailA);
  const restB = b.slice(head, tailB);
  if (restA.length <= 1 && restB.length <= 1) return 1;
  return restA.length === 2 && restA[0] === restB[1] && restA[1] === restB[0] ? 1 : 2;
}
