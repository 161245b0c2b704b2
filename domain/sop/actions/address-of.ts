import { sopError } from '../errors.ts';
import type { StepMaterial } from './step.ts';

/**
 * Where the channel fetches a material.
 * @throws AppError `sop.material_without_address`
 */
export function addressOf(material: StepMaterial): string {
  if (material.url === null) throw sopError('sop.material_without_address', { details: { name: material.name } });
  return material.url;
}
