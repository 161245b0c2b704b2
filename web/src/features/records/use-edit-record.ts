import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/api-error.ts';
import { api } from '../../api/client.ts';
import { describeError } from '../../api/describe-error.ts';
import { toast } from '../../ui/toast.tsx';
import type { Changes, Conflict, Versioned } from './versioned.ts';

export interface EditRecord<T> {
  /** Sends a change; answers whether it was stored. What was typed stays with the caller until then. */
  save: (changes: Changes) => Promise<boolean>;
  saving: boolean;
  conflict: Conflict<T> | null;
  /** Stores mine over theirs. */
  overwrite: () => Promise<boolean>;
  /** Takes theirs and forgets mine. */
  yieldToTheirs: () => void;
}

/** Editing a record under its version: a stale one is answered with what changed, never with a lost text. */
export function useEditRecord<T extends Versioned>(path: string, record: T): EditRecord<T> {
  const queries = useQueryClient();
  const { t } = useTranslation();
  const [saving, setSaving] = useState(false);
  const [conflict, setConflict] = useState<Conflict<T> | null>(null);

  const store = (fresh: T) => {
    queries.setQueryData([path, 'one', record.id], fresh);
    // Lists, sums, timelines and whatever else was made from the record; the record itself is fresh.
    void queries.invalidateQueries({ queryKey: [path], predicate: ({ queryKey }) => queryKey[1] !== 'one' });
  };
  const send = async (changes: Changes, over: T): Promise<boolean> => {
    setSaving(true);
    try {
      store(await api.patch<T>(`${path}/${over.id}`, { ...changes, version: over.version }));
      setConflict(null);
      return true;
    } catch (error) {
      const stale = error instanceof ApiError && error.status === 409 && error.code.endsWith('stale_version');
      const theirs = stale ? await api.get<T>(`${path}/${over.id}`).catch(() => null) : null;
      if (theirs === null) toast.error(describeError(error, t).message, { description: t('record.kept') });
      else setConflict({ mine: changes, seen: over, theirs });
      return false;
    } finally {
      setSaving(false);
    }
  };
  return {
    saving,
    conflict,
    save: (changes) => send(changes, record),
    overwrite: () => (conflict === null ? Promise.resolve(false) : send(conflict.mine, conflict.theirs)),
    yieldToTheirs: () => {
      if (conflict !== null) store(conflict.theirs);
      setConflict(null);
    },
  };
}
