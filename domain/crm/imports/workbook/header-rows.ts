/** A range of merged cells, both ends included, counted from 0. */
export interface Merge {
  readonly s: { readonly r: number; readonly c: number };
  readonly e: { readonly r: number; readonly c: number };
}

export interface Header {
  /** The first row under the header. */
  readonly dataFrom: number;
  /** Name of each column; an empty text for none. */
  readonly names: string[];
}

/** Lines above the table: a title, a note on how to fill the form in. */
const MOST_TITLES = 5;
const DEEPEST = 3;

type Rows = readonly (readonly string[])[];

/**
 * Finds the header of a sheet: lines above the table are passed over, a header of two or three rows becomes one. Under a
 * merged heading a column is called by its own word, and by both where two columns would have the same name.
 */
export function headerOf(rows: Rows, merges: readonly Merge[]): Header | undefined {
  const from = headerRow(rows, merges);
  if (from === undefined) return undefined;
  const depth = depthOf(rows, merges, from);
  const filled = rows.slice(from, from + depth).map((row) => [...row]);
  if (depth > 1) spreadNames(filled, merges, from);
  const width = Math.max(...filled.map((row) => row.length));
  const paths = Array.from({ length: width }, (_, column) => [
    ...new Set(filled.map((row) => (row[column] ?? '').trim()).filter((name) => name !== '')),
  ]);
  const last = paths.map((path) => path.at(-1) ?? '');
  const names = paths.map((path, at) =>
    last.indexOf(last[at]!) === last.lastIndexOf(last[at]!) ? last[at]! : path.join('-'),
  );
  return { dataFrom: from + depth, names };
}

/** Writes a merged heading into every cell it stands over. */
function spreadNames(header: string[][], merges: readonly Merge[], from: number): void {
  for (const { s, e } of merges) {
    const name = header[s.r - from]?.[s.c] ?? '';
    for (const row of header.slice(Math.max(0, s.r - from), Math.max(0, e.r - from + 1)))
      for (let column = s.c; column <= e.c; column += 1) row[column] = name;
  }
}

/** The first row that is no title: a title is one cell alone, above a row of more. */
function headerRow(rows: Rows, merges: readonly Merge[]): number | undefined {
  let titles = 0;
  for (const [at, row] of rows.entries()) {
    const filled = filledIn(row);
    if (filled === 0) continue;
    const below = Math.max(0, ...rows.slice(at + 1, at + 1 + 2 * MOST_TITLES).map(filledIn));
    const isWide = merges.some(({ s, e }) => s.r === at && e.c > s.c);
    const isTitle = filled === 1 && (below > 2 || (below > 1 && isWide));
    if (!isTitle || titles === MOST_TITLES) return at;
    titles += 1;
  }
  return undefined;
}

function filledIn(row: readonly string[]): number {
  return row.filter((cell) => cell.trim() !== '').length;
}

function depthOf(rows: Rows, merges: readonly Merge[], from: number): number {
  const here = merges.filter(({ s }) => s.r === from);
  const tallest = Math.max(from, ...here.map(({ e }) => e.r));
  if (tallest > from) return Math.min(DEEPEST, tallest - from + 1);
  const wide = here.filter(({ s, e }) => e.c > s.c);
  if (wide.length === 0) return 1;
  // Words under the merged headings and nothing under the others: the second row of the header, not a record.
  const below = rows[from + 1] ?? [];
  const under = (column: number): boolean => wide.some(({ s, e }) => column >= s.c && column <= e.c);
  const words = below.filter((cell, column) => under(column) && /\D/.test(cell));
  const others = below.filter((cell, column) => !under(column) && cell.trim() !== '');
  return words.length > wide.length && others.length === 0 ? 2 : 1;
}
