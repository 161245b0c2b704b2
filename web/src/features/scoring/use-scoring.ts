import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import type { ScoreModelView, ScoreRuleView, ScoreSettingsView } from '../../../../kernel/contracts/scoring.ts';
import { api } from '../../api/client.ts';

/** How scores are made now. */
export function useScoreSettings() {
  return useQuery({
    queryKey: ['crm/score-settings'],
    queryFn: ({ signal }) => api.get<ScoreSettingsView>('crm/score-settings', undefined, signal),
  });
}

/** The rule table in its order. */
export function useScoreRules() {
  return useQuery({
    queryKey: ['crm/score-rules'],
    queryFn: ({ signal }) =>
      api.get<Page<ScoreRuleView>>('crm/score-rules', { page_size: 200 }, signal).then((page) => page.items),
  });
}

/** The models: the one in use first, then the newest. */
export function useScoreModels() {
  return useQuery({
    queryKey: ['crm/score-models'],
    queryFn: ({ signal }) =>
      api.get<Page<ScoreModelView>>('crm/score-models', { page_size: 50 }, signal).then((page) => page.items),
  });
}

/** After a change of rules, settings or models everything about scores may be another. */
export function useRefreshScoring(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    for (const key of ['crm/score-rules', 'crm/score-settings', 'crm/score-models', 'crm/leads'])
      await queries.invalidateQueries({ queryKey: [key] });
  };
}
