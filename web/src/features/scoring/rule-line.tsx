import { useTranslation } from 'react-i18next';
import type { ConditionField } from '../../../../kernel/contracts/conditions.ts';
import type { ScoreRuleView } from '../../../../kernel/contracts/scoring.ts';
import { Badge } from '../../ui/badge.tsx';
import { cn } from '../../ui/cn.ts';
import { RuleRow } from '../../ui/rule-row.tsx';
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
    <RuleRow
      name={rule.label}
      turnWord={t(rule.active ? 'scoring.off' : 'scoring.active')}
      mayChange={mayConfigure}
      onTurn={onTurn}
      onEdit={onEdit}
      onDelete={onDelete}
    >
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
    </RuleRow>
  );
}
