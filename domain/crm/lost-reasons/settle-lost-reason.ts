import { queryOne } from '../../../db/query.ts';
import type { MoveStage } from '../../../kernel/contracts/crm.ts';
import type { ReadScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import { stageError } from '../stages/errors.ts';

/** Why a deal was lost: the words for people, and the entry of the list where there is one. */
export interface SettledReason {
  readonly reason: string | null;
  readonly id: string | null;
}

/**
 * Settles a lost reason from an entry of the list, from words, or from both («价格过高：比竞品贵三成»). Words that are an
 * entry of the list, name for name, count as that entry.
 *
 * @throws AppError `crm.lost_reason_missing`, `crm.lost_reason_not_found`, `crm.lost_reason_needs_text`
 */
export async function settleLostReason(
  scope: Pick<ReadScope, 'em'>,
  input: Pick<MoveStage, 'lost_reason' | 'lost_reason_id'>,
): Promise<SettledReason> {
  const words = input.lost_reason?.trim() ?? '';
  if (!input.lost_reason_id) {
    if (words === '') throw crmError('crm.lost_reason_missing');
    const same = await queryOne<{ id: string }>(scope.em, 'select id from lost_reason where label = $1', [words]);
    return { reason: words, id: same?.id ?? null };
  }
  const entry = await queryOne<{ id: string; label: string; needs_text: boolean }>(
    scope.em,
    'select id, label, needs_text from lost_reason where id = $1 and active',
    [input.lost_reason_id],
  );
  if (!entry) throw stageError('crm.lost_reason_not_found');
  if (entry.needs_text && words === '')
    throw stageError('crm.lost_reason_needs_text', { details: { reason: entry.label } });
  const said = words === '' || words === entry.label ? entry.label : `${entry.label}：${words}`;
  return { reason: said.slice(0, 200), id: entry.id };
}
