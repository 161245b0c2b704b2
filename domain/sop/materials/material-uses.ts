import { query, queryOne } from '../../../db/query.ts';
import type { SopMaterialUse } from '../../../kernel/contracts/sop-materials.ts';
import type { Scope } from '../../scope.ts';
import { sopMaterialError } from './errors.ts';

/**
 * The templates that send a material: in their newest version, in the one that is active, or where instances still run.
 * @throws AppError `sop.material_missing`
 */
export async function materialUses(scope: Pick<Scope, 'em'>, id: string): Promise<SopMaterialUse[]> {
  const known = await queryOne(scope.em, 'select 1 as one from sop_materials where id = $1', [id]);
  if (!known) throw sopMaterialError('sop.material_missing', { details: { id } });
  return await query<SopMaterialUse>(
    scope.em,
    `select t.id as template_id, t.name as template_name, v.number as version_number,
       (v.number = t.active_number and t.status <> 'archived') is true as active,
       jsonb_agg(jsonb_build_object('id', s.step ->> 'id', 'name', s.step ->> 'name') order by s.at) as steps
     from sop_template_versions v join sop_templates t on t.id = v.template_id
       cross join lateral jsonb_array_elements(v.content -> 'steps') with ordinality as s (step, at)
     where (s.step -> 'config' ->> 'material_id' = $1 or s.step -> 'config' -> 'material_ids' ? $1)
       and (v.number in (t.newest_number, t.active_number) or exists (select 1 from sop_instances i
         where i.template_version_id = v.id and i.status in ('pending', 'executing', 'paused')))
     group by t.id, v.id order by t.name, v.number desc`,
    [id],
  );
}
