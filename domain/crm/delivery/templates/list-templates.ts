import { query } from '../../../../db/query.ts';
import type { TemplateView } from '../../../../kernel/contracts/delivery.ts';
import type { ReadScope } from '../../crm-scope.ts';
import { orderError } from '../../orders/errors.ts';

/** All templates of a delivery, the default one first, then by name; those out of use last. */
export async function listTemplates(scope: Pick<ReadScope, 'em'>): Promise<{ items: TemplateView[] }> {
  const items = await query<TemplateView>(
    scope.em,
    `select t.id, t.name, t.is_default, t.active, t.tasks, t.version, iso(t.created_at) as created_at, iso(t.updated_at) as updated_at
     from delivery_template t order by t.active desc, t.is_default desc, t.name`,
  );
  return { items };
}

/** @throws AppError `crm.template_not_found` */
export async function readTemplate(scope: Pick<ReadScope, 'em'>, id: string): Promise<TemplateView> {
  const view = (await listTemplates(scope)).items.find((item) => item.id === id);
  if (!view) throw orderError('crm.template_not_found');
  return view;
}
