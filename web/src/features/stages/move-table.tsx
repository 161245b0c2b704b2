import { useTranslation } from 'react-i18next';
import {
  MOVE_PEOPLE,
  type MovePeople,
  type StageDefinitionView,
  type StageMoveRule,
} from '../../../../kernel/contracts/stages.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Select } from '../../ui/select.tsx';

interface MoveTableProps {
  stage: StageDefinitionView;
  moves: readonly StageMoveRule[];
  onChange: (moves: StageMoveRule[]) => void;
}

/** Where deals may go from a stage: forward, back, to an end; by whom, and whether they say why. */
export function MoveTable({ stage, moves, onChange }: MoveTableProps) {
  const { t } = useTranslation();
  const change = (to: StageMoveRule['to'], cell: Partial<StageMoveRule>) =>
    onChange(moves.map((one) => (one.to === to ? { ...one, ...cell } : one)));
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium text-muted">
        {t('stageSettings.moveTable', { stage: t(`stage.${stage.stage}`) })}
      </legend>
      <ul className="rounded-md border border-line">
        {moves.map((cell) => {
          const target = t(`stage.${cell.to}`);
          const kind = stage.moves.find((one) => one.to === cell.to)?.kind ?? 'forward';
          return (
            <li
              key={cell.to}
              className="grid grid-cols-[1fr_auto] items-center gap-x-3 gap-y-1 border-b border-line px-3 py-2 last:border-b-0 sm:grid-cols-[10em_1fr_8em]"
            >
              <label className="flex items-center gap-2">
                <Checkbox
                  aria-label={t('stageSettings.allowTo', { stage: target })}
                  checked={cell.allowed}
                  onChange={(allowed) => change(cell.to, { allowed })}
                />
                {target}
                {(kind === 'back' || kind === 'forward') && (
                  <span className="text-xs text-faint">{t(`moveKind.${kind}`)}</span>
                )}
              </label>
              {cell.allowed && (
                <>
                  <Select
                    aria-label={t('stageSettings.whoTo', { stage: target })}
                    className="h-7 text-sm max-sm:col-span-2 max-sm:row-start-2"
                    value={cell.who}
                    onChange={(who) => change(cell.to, { who: who as MovePeople })}
                    options={MOVE_PEOPLE.map((who) => ({ value: who, label: t(`movePeople.${who}`) }))}
                  />
                  <label className="flex items-center gap-2 text-sm">
                    <Checkbox
                      aria-label={t('stageSettings.reasonTo', { stage: target })}
                      checked={cell.reason_required}
                      onChange={(on) => change(cell.to, { reason_required: on })}
                    />
                    {t('stageSettings.reasonRequired')}
                  </label>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
