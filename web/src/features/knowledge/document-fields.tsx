import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { TagInput } from '../../chat/tag-input.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { Field } from '../../ui/field.tsx';
import { VisibilityField } from './visibility-field.tsx';

/** What is known about a document beside its title and text, as a form holds it. */
export interface DocumentDraft {
  category: string;
  tags: string[];
  visibility: string[];
  valid_from: string | null;
  valid_until: string | null;
}

export const EMPTY_DOCUMENT: DocumentDraft = {
  category: '',
  tags: [],
  visibility: ['all'],
  valid_from: null,
  valid_until: null,
};

interface Facet {
  name: string;
  documents: number;
}

/** The categories and tags in use. */
export function useKnowledgeFacets() {
  return useQuery({
    queryKey: ['knowledge/facets'],
    queryFn: ({ signal }) => api.get<{ categories: Facet[]; tags: Facet[] }>('knowledge/facets', undefined, signal),
    staleTime: 60_000,
  }).data;
}

/** Whether a draft can be sent. */
export function documentFits({ visibility, valid_from, valid_until }: DocumentDraft): boolean {
  return visibility.length > 0 && (valid_from === null || valid_until === null || valid_from <= valid_until);
}

interface DocumentFieldsProps {
  draft: DocumentDraft;
  onChange: (draft: DocumentDraft) => void;
}

/** Category, tags, readers and validity: the same in an upload, a written text and a change. */
export function DocumentFields({ draft, onChange }: DocumentFieldsProps) {
  const { t } = useTranslation();
  const names = (useKnowledgeFacets()?.categories ?? []).map(({ name }) => name);
  const known = draft.category === '' || names.includes(draft.category) ? names : [...names, draft.category];
  const reversed = draft.valid_from !== null && draft.valid_until !== null && draft.valid_from > draft.valid_until;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={t('knowledge.category')}>
        {(control) => (
          <Combobox
            {...control}
            aria-label={t('knowledge.category')}
            value={draft.category === '' ? undefined : draft.category}
            placeholder={t('knowledge.noCategory')}
            options={known.map((name) => ({ value: name, label: name }))}
            onChange={(category) => onChange({ ...draft, category: category === draft.category ? '' : category })}
            onCreate={(category) => onChange({ ...draft, category: category.slice(0, 60) })}
          />
        )}
      </Field>
      <Field label={t('field.tags')}>
        {({ id }) => <TagInput id={id} value={draft.tags} onChange={(tags) => onChange({ ...draft, tags })} />}
      </Field>
      <Field label={t('knowledge.validFrom')}>
        {(control) => (
          <DateInput
            {...control}
            value={draft.valid_from}
            onChange={(valid_from) => onChange({ ...draft, valid_from })}
          />
        )}
      </Field>
      <Field
        label={t('knowledge.validUntil')}
        hint={t('knowledge.validHint')}
        error={reversed ? t('knowledge.daysReversed') : undefined}
      >
        {(control) => (
          <DateInput
            {...control}
            value={draft.valid_until}
            onChange={(valid_until) => onChange({ ...draft, valid_until })}
          />
        )}
      </Field>
      <div className="sm:col-span-2">
        <VisibilityField value={draft.visibility} onChange={(visibility) => onChange({ ...draft, visibility })} />
      </div>
    </div>
  );
}
