/** A word without what people vary in writing: width, case, blanks, hyphens, dots. */
export function foldName(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\-_.·・]/g, '');
}

/** The names most like a word, best first, at most `count`; names with no character in common are left out. */
export function nearNames(word: string, names: Iterable<string>, count = 3): string[] {
  const wanted = pieces(foldName(word));
  const scored: { name: string; score: number }[] = [];
  for (const name of new Set(names)) {
    const score = likeness(wanted, pieces(foldName(name)));
    if (score > 0) scored.push({ name, score });
  }
  scored.sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));
  return scored.slice(0, count).map((entry) => entry.name);
}

/** Characters and pairs of characters: pairs weigh order, characters catch two-character words. */
function pieces(word: string): Set<string> {
  const characters = [...word];
  return new Set([...characters, ...characters.slice(1).map((character, at) => `${characters[at]}${character}`)]);
}

/** Dice's coefficient of two sets of pieces, 0 to 1. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const piece of a) if (b.has(piece)) common += 1;
  return a.size + b.size === 0 ? 0 : (2 * common) / (a.size + b.size);
}
