import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MoveStage, OpportunityView } from '../../../../kernel/contracts/crm.ts';
import type { FactKey } from '../../../../kernel/contracts/stages.ts';
import { api } from '../../api/client.ts';
import { toast } from '../../ui/toast.tsx';
import { RECORD_FACTS } from './deal-facts.tsx';
import { amountOf } from './line-draft.ts';
import type { FactAnswers } from './missing-facts.tsx';

export interface StageMove {
  answers: FactAnswers;
  move: Omit<MoveStage, 'version'>;
}

/** Stores what was typed for missing facts, then moves the deal. What was stored stays when the move is refused. */
export function useMoveStage(deal: OpportunityView, onMoved: () => void) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const path = `crm/opportunities/${deal.id}`;
  return useMutation({
    mutationFn: async ({ answers, move }: StageMove) => {
      const fields = fieldsOf(answers);
      const stored =
        Object.keys(fields).length === 0
          ? deal
          : await api.patch<OpportunityView>(path, { ...fields, version: deal.version });
      for (const [key, value] of toldOf(answers)) await api.request('PUT', `${path}/facts/${key}`, { body: { value } });
      return await api.post<OpportunityView>(`${path}/stage`, { ...move, version: stored.version });
    },
    onSuccess: (fresh) => {
      queries.setQueryData(['crm/opportunities', 'one', fresh.id], fresh);
      // An ended deal has no check-up any more: it must not be asked for once again before the panel has noticed.
      queries.removeQueries({ queryKey: ['crm/opportunities', 'about', fresh.id, 'check-up'] });
      toast.success(t('opportunity.moved', { name: fresh.name, stage: t(`stage.${fresh.stage}`) }));
      onMoved();
    },
    onSettled: async () => {
      // After a refusal too: the version may be stale, and what was typed for facts is stored already.
      await queries.invalidateQueries({ queryKey: ['crm/opportunities'] });
      await queries.invalidateQueries({ queryKey: ['crm/deal-warnings'] });
      await queries.invalidateQueries({ queryKey: ['crm/customers'] });
    },
  });
}

function fieldsOf(answers: FactAnswers): Record<string, unknown> {
  const { amount, expected_close: close, product } = answers;
  return {
    ...(amount?.trim() ? { amount: amountOf(amount) } : {}),
    ...(close ? { expected_close: close } : {}),
    ...(product ? { product_id: product } : {}),
  };
}

function toldOf(answers: FactAnswers): [string, string][] {
  return Object.entries(answers)
    .filter(([key, value]) => !RECORD_FACTS.includes(key as FactKey) && value.trim() !== '')
    .map(([key, value]) => [key, value.trim()]);
}
