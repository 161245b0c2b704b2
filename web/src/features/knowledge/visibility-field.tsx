import { useTranslation } from 'react-i18next';
import { ROLES } from '../../../../kernel/contracts/identity.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ChoiceBar } from '../lists/choice-bar.tsx';
import { useTeams } from './visibility-words.ts';

interface VisibilityFieldProps {
  value: readonly string[];
  onChange: (value: string[]) => void;
}

const CHOSEN = ROLES.filter((role) => role !== 'administrator');

/** Who may read a document: all colleagues or some roles and teams, and whether customers may be told. */
export function VisibilityField({ value, onChange }: VisibilityFieldProps) {
  const { t } = useTranslation();
  const teams = useTeams();
  const everybody = value.includes('all');
  const set = (key: string, on: boolean) => onChange(on ? [...value, key] : value.filter((one) => one !== key));
  const box = (key: string, label: string) => (
    <label key={key} className="tap flex min-h-7 items-center gap-2">
      <Checkbox checked={value.includes(key)} onChange={(on) => set(key, on)} />
      {label}
    </label>
  );
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-sm font-medium text-muted">{t('knowledge.visibility')}</legend>
      <span className="self-start">
        <ChoiceBar
          label={t('knowledge.visibility')}
          value={everybody ? 'all' : 'some'}
          options={[
            { value: 'all', label: t('knowledge.readers.all') },
            { value: 'some', label: t('knowledge.readers.some') },
          ]}
          onChange={(next) =>
            onChange(
              next === 'all'
                ? ['all', ...value.filter((key) => key === 'customer')]
                : value.filter((key) => key !== 'all'),
            )
          }
        />
      </span>
      {!everybody && (
        <div className="grid grid-cols-2 gap-x-3 sm:grid-cols-3">
          {CHOSEN.map((role) => box(`role:${role}`, t(`role.${role}`)))}
          {teams.map((team) => box(`team:${team.id}`, team.name))}
        </div>
      )}
      {box('customer', t('knowledge.readers.customer'))}
      {value.length === 0 && <p className="text-xs text-danger">{t('knowledge.readers.nobody')}</p>}
    </fieldset>
  );
}
