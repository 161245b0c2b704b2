import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LostReasonView } from '../../../../kernel/contracts/stages.ts';
import { api } from '../../api/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { RuleList } from '../../ui/rule-list.tsx';
import { RuleRow } from '../../ui/rule-row.tsx';
import { useLostReasons } from '../opportunities/lost-reason-fields.tsx';
import { runAction } from '../records/run-action.ts';
import { ReasonDialog } from './reason-dialog.tsx';

/** Why deals are lost: the list people choose from. One in use stays in the history when it is turned off. */
export function ReasonsTab() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const query = useLostReasons();
  const [editing, setEditing] = useState<LostReasonView | 'new' | null>(null);
  const toggle = async (reason: LostReasonView) => {
    await runAction(t, () =>
      api.patch(`crm/lost-reasons/${reason.id}`, { version: reason.version, active: !reason.active }),
    );
    await queries.invalidateQueries({ queryKey: ['crm/lost-reasons'] });
  };
  return (
    <RuleList
      query={query}
      create={{ label: t('stageSettings.addReason'), onClick: () => setEditing('new') }}
      empty={{ title: t('stageSettings.noReasons') }}
      renderRow={(reason) => (
        <RuleRow
          key={reason.id}
          name={reason.label}
          turnWord={t(reason.active ? 'stageSettings.turnOff' : 'stageSettings.turnOn')}
          mayChange
          onTurn={() => void toggle(reason)}
          onEdit={() => setEditing(reason)}
        >
          <span className="min-w-0 flex-1 font-medium">{reason.label}</span>
          {reason.needs_text && <span className="text-sm text-muted">{t('stageSettings.needsText')}</span>}
          <span className="num text-sm text-faint">{t('stageSettings.used', { count: reason.used })}</span>
          <Badge tone={reason.active ? 'success' : 'neutral'}>
            {t(reason.active ? 'stageSettings.active' : 'stageSettings.inactive')}
          </Badge>
        </RuleRow>
      )}
    >
      {editing !== null && (
        <ReasonDialog reason={editing === 'new' ? undefined : editing} onClose={() => setEditing(null)} />
      )}
    </RuleList>
  );
}
