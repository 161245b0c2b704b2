/** What a file may cost. Beyond it the file is refused with a sentence; the others of its upload go on. */
export const LIMITS = {
  /** Bytes of one file, and of an archive. */
  file: 50 * 1_048_576,
  archive: 100 * 1_048_576,
  /** Bytes all parts of a compressed file may have together, and the growth of one part from which it is suspicious. */
  inflated: 300 * 1_048_576,
  ratio: 200,
  ratioFrom: 20 * 1_048_576,
  entries: 5000,
  /** Characters of a document's text; pages of a PDF; rows of a table; passages of a document. */
  characters: 5_000_000,
  pages: 3000,
  rows: 50_000,
  columns: 200,
  passages: 30_000,
  /** Milliseconds and megabytes a file may take to be read. */
  time: 120_000,
  heap: 768,
  /** Files in one upload. */
  files: 100,
} as const;
