import { Check, Pencil, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FactKey, FactList, FactView } from '../../../../kernel/contracts/stages.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Input } from '../../ui/input.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { runAction } from '../records/run-action.ts';
import { Section } from '../records/section.tsx';
import { TimeText } from '../records/time-text.tsx';
import { useAboutDeal } from './use-about-deal.ts';

/** Facts that stand on the deal itself: its fields say them. */
export const RECORD_FACTS: readonly FactKey[] = ['amount', 'expected_close', 'product', 'contact'];

/** What one should know about a deal: what is known and by whom, what its stage asks for and nobody knows. */
export function DealFacts({ dealId }: { dealId: string }) {
  const { t } = useTranslation();
  const query = useAboutDeal<FactList>(dealId, 'facts');
  const items = query.data?.items ?? [];
  return (
    <Section
      title={t('deal.facts')}
      action={
        query.data && (
          <span className="num text-sm text-muted">
            {t('deal.factsKnown', { known: items.filter((fact) => fact.known).length, total: items.length })}
          </span>
        )
      }
    >
      {query.isPending && (
        <div aria-busy className="flex flex-col gap-3">
          <Skeleton className="w-2/3" />
          <Skeleton className="w-1/2" />
        </div>
      )}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      <ul>
        {items.map((fact) => (
          <FactLine key={fact.key} dealId={dealId} fact={fact} />
        ))}
      </ul>
    </Section>
  );
}

function FactLine({ dealId, fact }: { dealId: string; fact: FactView }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayWrite = useMay('crm.write');
  const [editing, setEditing] = useState(false);
  const told = fact.source !== null && fact.source !== 'record';
  const save = async (value: string | null) => {
    const path = `crm/opportunities/${dealId}/facts/${fact.key}`;
    const done = await runAction(t, () =>
      value === null ? api.delete(path) : api.request('PUT', path, { body: { value } }),
    );
    await queries.invalidateQueries({ queryKey: ['crm/opportunities', 'about', dealId] });
    if (done) setEditing(false);
  };
  return (
    <li className="flex items-start gap-2 border-b border-line py-1.5 last:border-b-0">
      <div className="w-24 shrink-0 py-0.5 text-sm text-muted">{fact.label}</div>
      <div className="min-w-0 flex-1">
        {editing ? (
          <FactEditor fact={fact} onSave={(value) => void save(value)} onCancel={() => setEditing(false)} />
        ) : (
          <>
            <span className={fact.known ? '' : 'text-faint'}>{fact.known ? fact.value : t('deal.unknownFact')}</span>
            {!fact.known && <FactNeed fact={fact} />}
            {told && (
              <span className="block text-xs text-faint">
                {fact.recorded_by_name} <TimeText at={fact.recorded_at} />
              </span>
            )}
            {!fact.known && RECORD_FACTS.includes(fact.key) && (
              <span className="block text-xs text-faint">
                {t(fact.key === 'contact' ? 'deal.contactFirst' : 'deal.onRecord')}
              </span>
            )}
          </>
        )}
      </div>
      {mayWrite && !editing && !RECORD_FACTS.includes(fact.key) && (
        <span className="flex shrink-0">
          <Button
            size="icon-sm"
            variant="ghost"
            aria-label={`${t('action.edit')} ${fact.label}`}
            onClick={() => setEditing(true)}
          >
            <Pencil aria-hidden />
          </Button>
          {told && (
            <Button
              size="icon-sm"
              variant="ghost"
              aria-label={t('deal.forget', { fact: fact.label })}
              title={t('deal.forget', { fact: fact.label })}
              onClick={() => void save(null)}
            >
              <X aria-hidden />
            </Button>
          )}
        </span>
      )}
    </li>
  );
}

function FactNeed({ fact }: { fact: FactView }) {
  const { t } = useTranslation();
  if (fact.required)
    return (
      <Badge tone="warning" className="ml-2">
        {t('deal.askedHere')}
      </Badge>
    );
  if (fact.required_from === null) return null;
  return (
    <span className="ml-2 text-xs text-faint">{t('deal.askedFrom', { stage: t(`stage.${fact.required_from}`) })}</span>
  );
}

interface FactEditorProps {
  fact: FactView;
  onSave: (value: string) => void;
  onCancel: () => void;
}

function FactEditor({ fact, onSave, onCancel }: FactEditorProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const [text, setText] = useState(fact.source === 'record' ? '' : (fact.value ?? ''));
  return (
    <form
      data-owns-escape
      className="flex items-center gap-1"
      aria-label={fact.label}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') onSave(text.trim());
      }}
    >
      <Input
        ref={input}
        onKeyDown={(event) => event.key === 'Escape' && onCancel()}
        aria-label={fact.label}
        placeholder={fact.hint}
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" size="icon" variant="primary" disabled={text.trim() === ''} aria-label={t('action.save')}>
        <Check aria-hidden />
      </Button>
      <Button size="icon" variant="ghost" aria-label={t('action.cancel')} onClick={onCancel}>
        <X aria-hidden />
      </Button>
    </form>
  );
}
