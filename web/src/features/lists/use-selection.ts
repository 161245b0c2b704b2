import { useState } from 'react';

interface Identified {
  id: string;
}

/** Which rows are ticked. It outlives the page turned, so that rows of several pages can be taken together. */
export interface Selection {
  ids: readonly string[];
  has: (id: string) => boolean;
  set: (id: string, on: boolean) => void;
  setAll: (rows: readonly Identified[], on: boolean) => void;
  stateOf: (rows: readonly Identified[]) => boolean | 'indeterminate';
  clear: () => void;
}

export function useSelection(): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const change = (ids: readonly string[], on: boolean) =>
    setChosen((old) => {
      const next = new Set(old);
      for (const id of ids)
        if (on) next.add(id);
        else next.delete(id);
      return next;
    });
  return {
    ids: [...chosen],
    has: (id) => chosen.has(id),
    set: (id, on) => change([id], on),
    setAll: (rows, on) =>
      change(
        rows.map((row) => row.id),
        on,
      ),
    stateOf: (rows) => {
      const count = rows.filter((row) => chosen.has(row.id)).length;
      return count === 0 ? false : count === rows.length || 'indeterminate';
    },
    clear: () => setChosen(new Set()),
  };
}
