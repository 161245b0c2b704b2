import type { ReactNode } from 'react';
import type { ListState } from './use-list-state.ts';

interface CardListProps<T> {
  list: ListState;
  rows: readonly T[];
  caption: string;
  renderCard: (row: T) => ReactNode;
}

/** The rows of a list on a phone: one button each, the name first. */
export function CardList<T extends { id: string }>({ list, rows, caption, renderCard }: CardListProps<T>) {
  return (
    <ul aria-label={caption}>
      {rows.map((row) => (
        <li key={row.id} className="border-b border-line">
          <button
            type="button"
            onClick={() => list.change({ open: row.id })}
            className="flex w-full flex-col gap-1 px-4 py-3 text-left hover:bg-sunken focus-visible:-outline-offset-2"
          >
            {renderCard(row)}
          </button>
        </li>
      ))}
    </ul>
  );
}
