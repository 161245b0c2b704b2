import { useTranslation } from 'react-i18next';
import {
  ATTITUDES,
  DECISION_ROLES,
  type Attitude,
  type DecisionLink,
  type DecisionRole,
} from '../../../../kernel/contracts/relations.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Select } from '../../ui/select.tsx';

const TONES: Record<Attitude, Tone> = {
  supportive: 'success',
  neutral: 'neutral',
  opposed: 'danger',
  unknown: 'neutral',
};
/** Stands for «nothing»: an option may not be empty. */
const NONE = 'none';

interface ChainLineProps {
  person: DecisionLink;
  people: readonly DecisionLink[];
  /** The customer whose decision it is. */
  at: string;
  mayWrite: boolean;
  onPart: (part: { role: DecisionRole | null; attitude: Attitude }) => void;
  onBoss: (managerId: string | null) => void;
}

/** One person of the chain with their part, their attitude and whom they report to. */
export function ChainLine({ person, people, at, mayWrite, onPart, onBoss }: ChainLineProps) {
  const { t } = useTranslation();
  const { name, role, attitude } = person;
  const known = people.some((one) => one.contact_id === person.reports_to_id);
  const bosses = [
    ...(person.reports_to_id !== null && !known
      ? [{ value: person.reports_to_id, label: person.reports_to_name ?? '' }]
      : []),
    ...people
      .filter((one) => one.contact_id !== person.contact_id)
      .map((one) => ({ value: one.contact_id, label: one.name })),
  ];
  return (
    <li className="border-b border-line py-2 last:border-b-0">
      <p className="flex flex-wrap items-center gap-x-2">
        <span className="font-medium">{name}</span>
        <span className="text-muted">{person.title}</span>
        {person.customer_name !== at && (
          <span className="text-sm text-muted">{t('relation.from', { name: person.customer_name })}</span>
        )}
        {role !== null && <Badge tone={TONES[attitude]}>{t(`attitude.${attitude}`)}</Badge>}
        {person.note !== null && <span className="text-sm text-muted">{person.note}</span>}
      </p>
      {mayWrite ? (
        <div className="mt-1 grid gap-2 sm:grid-cols-3">
          <Select
            aria-label={t('relation.part', { name })}
            value={role ?? NONE}
            options={[
              { value: NONE, label: t('relation.noPart') },
              ...DECISION_ROLES.map((value) => ({ value, label: t(`decisionRole.${value}`) })),
            ]}
            onChange={(value) => onPart({ role: value === NONE ? null : (value as DecisionRole), attitude })}
          />
          <Select
            aria-label={t('relation.attitude', { name })}
            value={attitude}
            disabled={role === null}
            options={ATTITUDES.map((value) => ({ value, label: t(`attitude.${value}`) }))}
            onChange={(value) => onPart({ role, attitude: value as Attitude })}
          />
          <Select
            aria-label={t('relation.boss', { name })}
            value={person.reports_to_id ?? NONE}
            options={[{ value: NONE, label: t('relation.noBoss') }, ...bosses]}
            onChange={(value) => onBoss(value === NONE ? null : value)}
          />
        </div>
      ) : (
        <p className="text-sm text-muted">
          {role === null ? t('relation.noPart') : t(`decisionRole.${role}`)}
          {person.reports_to_name !== null && ` · ${t('relation.reportsTo')} ${person.reports_to_name}`}
        </p>
      )}
    </li>
  );
}
