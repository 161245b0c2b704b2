import { Pencil, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ConditionField } from '../../../../kernel/contracts/conditions.ts';
import type { ScoreRuleView } from '../../../../kernel/contracts/scoring.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';
import { conditionWords } from '../conditions/condition-words.ts';
import { signed } from './factor-table.tsx';

interface RuleLineProps {
  rule: ScoreRuleView;
  fields: readonly ConditionField[];
  mayConfigure: boolean;
  onEdit: () => void;
  onTurn: () => void;
  onDelete: () => void;
}

/** One rule: its points, its name, when it applies, and what can be done with it. */
export function RuleLine({ rule, fields, mayConfigure, onEdit, onTurn, onDelete }: RuleLineProps) {
  const { t } = useTranslation();
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2 last:border-b-0">
      <span
        className={cn(
          'num w-12 shrink-0 text-right font-semibold',
          rule.points < 0 ? 'text-danger' : 'text-success',
          !rule.active && 'text-faint',
        )}
      >
        {signed(rule.points)}
      </span>
      <div className="min-w-48 flex-1">
        <p className="font-medium">{rule.label}</p>
        <p className="text-sm text-muted">
          {conditionWords(rule.condition, fields, t) || t('scoring.everybody')}
          {rule.half_life_days !== null && ` · ${t('scoring.fades', { days: rule.half_life_days })}`}
        </p>
      </div>
      {!rule.active && <Badge>{t('scoring.off')}</Badge>}
      {mayConfigure && (
        <span className="ml-auto flex gap-1">
          <Button
            size="sm"
            variant="ghost"
            onClick={onTurn}
            aria-label={`${t(rule.active ? 'scoring.off' : 'scoring.active')} ${rule.label}`}
          >
            {t(rule.active ? 'scoring.off' : 'scoring.active')}
          </Button>
          <Button size="icon-sm" variant="ghost" aria-label={`${t('action.edit')} ${rule.label}`} onClick={onEdit}>
            <Pencil aria-hidden />
          </Button>
          <Button size="icon-sm" variant="ghost" aria-label={`${t('action.delete')} ${rule.label}`} onClick={onDelete}>
            <Trash2 aria-hidden />
          </Button>
        </span>
      )}
    </li>
  );
}
