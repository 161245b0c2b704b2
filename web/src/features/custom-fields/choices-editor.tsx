import { Archive, ArchiveRestore, Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CustomChoice } from '../../../../kernel/contracts/custom-fields.ts';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/input.tsx';

interface ChoicesEditorProps {
  choices: readonly CustomChoice[];
  /** The choices the field has already; those may stand in records, so they are archived and not removed. */
  stored: readonly CustomChoice[];
  onChange: (choices: readonly CustomChoice[]) => void;
}

/** The choices of a field, one line each. A stored one keeps its value when its label changes. */
export function ChoicesEditor({ choices, stored, onChange }: ChoicesEditorProps) {
  const { t } = useTranslation();
  // Stored choices stand first: new ones are added behind them.
  const isStored = (at: number) => at < stored.length;
  const change = (at: number, next: CustomChoice) =>
    onChange(choices.map((choice, place) => (place === at ? next : choice)));
  const rename = (at: number, choice: CustomChoice, label: string) =>
    change(at, isStored(at) ? { ...choice, label } : { value: label, label });
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-sm font-medium text-muted">{t('customField.choices')}</legend>
      {choices.map((choice, at) => {
        const gone = choice.archived === true;
        const name = choice.label === '' ? String(at + 1) : choice.label;
        return (
          // A choice is edited where it stands, so its place is what it is known by.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={at} className="flex items-center gap-1">
            <Input
              aria-label={t('customField.choice', { place: at + 1 })}
              maxLength={60}
              disabled={gone}
              value={choice.label}
              onChange={(event) => rename(at, choice, event.target.value)}
            />
            {isStored(at) ? (
              <Button
                size="icon"
                variant="ghost"
                aria-label={t(gone ? 'customField.choiceBack' : 'customField.choiceOff', { name })}
                title={t(gone ? 'customField.choiceBack' : 'customField.choiceOff', { name })}
                onClick={() => change(at, { ...choice, archived: !gone })}
              >
                {gone ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
              </Button>
            ) : (
              <Button
                size="icon"
                variant="ghost"
                aria-label={t('customField.choiceRemove', { name })}
                onClick={() => onChange(choices.filter((_, place) => place !== at))}
              >
                <X aria-hidden />
              </Button>
            )}
          </div>
        );
      })}
      <div>
        <Button size="sm" onClick={() => onChange([...choices, { value: '', label: '' }])}>
          <Plus aria-hidden />
          {t('customField.addChoice')}
        </Button>
      </div>
    </fieldset>
  );
}
