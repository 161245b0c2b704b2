/** A line of a page; `height` is the size of its letters where that is known. */
export interface PageLine {
  readonly text: string;
  readonly height: number;
}

/** Lines at the edges of a page that can be its running head or foot. */
const EDGE = 3;
const FEWEST_PAGES = 3;
const MOST_PAGES_SHARE = 0.5;
const PAGE_NUMBER =
  /^(?:第\s*\d+\s*页(?:\s*[/，,共]*\s*(?:共\s*)?\d+\s*页)?|[-–—]?\s*\d{1,4}\s*[-–—]?|\d{1,4}\s*\/\s*\d{1,4}|page\s*\d+(?:\s*of\s*\d+)?)$/i;

/**
 * Leaves out what stands at the edges of at least half of the pages, apart from numbers: running heads, feet, page
 * numbers. Documents of one or two pages only lose page numbers.
 */
export function dropRepeatedLines<L extends PageLine>(pages: readonly (readonly L[])[]): L[][] {
  const counts = new Map<string, number>();
  const filled = pages.filter((lines) => lines.length > 0).length;
  for (const lines of pages)
    for (const key of new Set(edgesOf(lines).map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  const repeated = (line: L): boolean =>
    filled >= FEWEST_PAGES && (counts.get(keyOf(line)) ?? 0) >= Math.max(FEWEST_PAGES, filled * MOST_PAGES_SHARE);
  return pages.map((lines) => {
    const edges = new Set(edgesOf(lines));
    return lines.filter(
      (line) => !edges.has(line) || (!repeated(line) && !(pages.length > 1 && PAGE_NUMBER.test(line.text))),
    );
  });
}

function edgesOf<L extends PageLine>(lines: readonly L[]): L[] {
  return lines.length <= EDGE * 2 ? [...lines] : [...lines.slice(0, EDGE), ...lines.slice(-EDGE)];
}

function keyOf(line: PageLine): string {
  return line.text.replaceAll(/\d+/g, '#').replaceAll(/\s+/g, '');
}
