import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CheckDuplicates, DuplicateMatch, QualityEntity } from '../../../../kernel/contracts/data-quality.ts';
import { api } from '../../api/client.ts';
import { RECORD_PLACES } from './record-places.ts';
import { useSettled } from './use-settled.ts';

/** What of a form is looked at, with the most of it that the server takes. */
const LOOKED_AT = {
  name: 120,
  short_name: 60,
  company: 120,
  phone: 60,
  email: 120,
  wechat: 60,
  website: 200,
  credit_code: 30,
  city: 40,
} as const;
const PAUSE_MS = 400;

interface DuplicateWarningProps {
  entity: QualityEntity;
  /** What is typed so far, by field. */
  texts: Readonly<Record<string, string>>;
  fixed?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Tells while somebody types which records there are already. It never stands in the way of creating: a namesake may be
 * somebody else. When the question fails nothing is said.
 */
export function DuplicateWarning({ entity, texts, fixed }: DuplicateWarningProps) {
  const { t } = useTranslation();
  const typed = Object.entries(LOOKED_AT)
    .map(([name, most]) => [name, (texts[name] ?? '').trim().slice(0, most)] as const)
    .filter(([, text]) => text !== '');
  const customer = fixed?.['customer_id'];
  const asked = useSettled(JSON.stringify(Object.fromEntries(typed)), PAUSE_MS);
  const { data } = useQuery({
    queryKey: ['crm/duplicates', 'check', entity, asked, customer],
    queryFn: () => {
      const fields = {
        ...(JSON.parse(asked) as CheckDuplicates['fields']),
        ...(typeof customer === 'string' ? { customer_id: customer } : {}),
      };
      return api.post<{ matches: DuplicateMatch[] }>('crm/duplicates/check', { entity, fields });
    },
    enabled: asked !== '{}',
    placeholderData: keepPreviousData,
    retry: false,
  });
  const matches = typed.length === 0 ? [] : (data?.matches ?? []);
  return (
    // It stays in sight while the form scrolls under it: what it warns of was typed at the top.
    <div aria-live="polite" className="sticky -bottom-4 sm:col-span-2">
      {matches.length > 0 && (
        <section className="max-h-44 overflow-y-auto rounded-md border border-warning/40 bg-warning-soft px-3 py-2 text-sm">
          <h3 className="flex items-center gap-2 font-medium text-warning">
            <TriangleAlert className="size-4 shrink-0" aria-hidden />
            {t('duplicate.typing', { count: matches.length })}
          </h3>
          <ul className="mt-1 flex flex-col gap-1">
            {matches.map((match, at) => (
              <li key={match.id ?? `hidden-${String(at)}`}>
                <TwinLink match={match} />
                <span className="text-muted"> · {match.reasons.map((reason) => reason.label).join('、')}</span>
              </li>
            ))}
          </ul>
          <p className="mt-1 text-muted">{t('duplicate.typingHint')}</p>
        </section>
      )}
    </div>
  );
}

/** Opens in a tab of its own: what was typed stays where it is. */
function TwinLink({ match }: { match: DuplicateMatch }) {
  if (match.id === null) return <span>{match.message}</span>;
  const { to, search } = RECORD_PLACES[match.entity](match.id);
  return (
    <Link
      to={to}
      search={search as never}
      target="_blank"
      className="text-accent-ink underline-offset-4 hover:underline"
    >
      {match.message}
    </Link>
  );
}
