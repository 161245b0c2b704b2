import { Params } from '../../../../db/query.ts';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import type { ScoreConfigChange } from '../../../../kernel/contracts/scoring.ts';
import type { ReadScope } from '../../crm-scope.ts';
import { pageOfRows, type PageRequest } from '../../page-of-rows.ts';

/** Who changed rules, settings and models, newest first: the part of the audit log that explains why scores moved. */
export async function listConfigChanges(
  scope: Pick<ReadScope, 'em'>,
  input: PageRequest,
): Promise<Page<ScoreConfigChange>> {
  return await pageOfRows<ScoreConfigChange>(
    scope,
    {
      from: 'audit_entry e',
      alias: 'e',
      where: ["e.entity in ('score_rule', 'score_setting', 'score_model')"],
      orderBy: 'e.id desc',
      columns: `iso(e.at) as at, u.name as actor_name, e.action, e.entity_id,
        coalesce(e.after->>'label', e.before->>'label', r.label, e.after->>'name', e.after->>'active') as label, e.before, e.after`,
      joins: `left join app_user u on u.id = e.actor_id
        left join score_rule r on e.entity = 'score_rule' and r.id::text = e.entity_id`,
      params: new Params(),
    },
    input,
  );
}
