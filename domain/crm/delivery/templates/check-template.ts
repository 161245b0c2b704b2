import { query, queryOne } from '../../../../db/query.ts';
import type { TemplateTask } from '../../../../kernel/contracts/delivery.ts';
import type { ReadScope } from '../../crm-scope.ts';
import { crmError } from '../../errors.ts';
import { orderError } from '../../orders/errors.ts';

/**
 * Checks what a template names: its own name is free, its people work here.
 * @throws AppError `crm.duplicate_template`, `crm.owner_not_found`
 */
export async function checkTemplate(
  scope: Pick<ReadScope, 'em'>,
  given: { readonly name?: string | undefined; readonly tasks?: readonly TemplateTask[] | undefined },
  own?: string,
): Promise<void> {
  if (given.name) {
    const taken = await queryOne(
      scope.em,
      'select id from delivery_template where name = $1 and id is distinct from $2',
      [given.name, own ?? null],
    );
    if (taken) throw orderError('crm.duplicate_template', { details: { name: given.name } });
  }
  const people = [...new Set((given.tasks ?? []).map((task) => task.owner_id).filter((id) => id !== null))];
  const here = await query<{ id: string }>(scope.em, 'select id from app_user where id = any($1::uuid[]) and active', [
    people,
  ]);
  if (here.length < people.length) throw crmError('crm.owner_not_found');
}

/** Makes a template the only default one. */
export async function clearDefault(scope: Pick<ReadScope, 'em'>, keep: string): Promise<void> {
  await query(
    scope.em,
    'update delivery_template set is_default = false, version = version + 1 where is_default and id <> $1',
    [keep],
  );
}
