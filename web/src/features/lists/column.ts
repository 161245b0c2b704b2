import type { ReactNode } from 'react';
import type { FieldTitle } from '../records/field-word.ts';

/** One column of a list. */
export interface Column<T> {
  /** Name in the address bar. */
  key: string;
  word: FieldTitle;
  numeric?: boolean;
  /** The server's sort name, where it can sort by this. */
  sort?: string;
  /** Shown unless the person chose otherwise. */
  standard?: boolean;
  /** Hidden between 640 and 1280 px where the table would scroll. */
  wideOnly?: boolean;
  render: (row: T) => ReactNode;
}

/** The columns to show for the address's `cols`; the first column is always there. */
export function chosenColumns<T>(columns: readonly Column<T>[], cols: string | undefined): Column<T>[] {
  const names = cols?.split(',');
  return columns.filter(
    (column, index) => index === 0 || (names === undefined ? column.standard === true : names.includes(column.key)),
  );
}
