import type { DuplicateMatch, QualityEntity } from '../../../kernel/contracts/data-quality.ts';
import type { ReadScope } from '../crm-scope.ts';
import { checkDuplicates } from './check-duplicates.ts';
import { readMatchRecords } from './match-record.ts';

/**
 * The records one that exists probably is a second time, the surest first; those of other people without anything but their
 * owner. Looks at the records as they are now, also at those the job has not seen yet. The actor must see the record.
 */
export async function findTwins(
  scope: ReadScope,
  input: { readonly entity: QualityEntity; readonly id: string },
): Promise<DuplicateMatch[]> {
  const [record] = await readMatchRecords(scope, input.entity, [input.id]);
  if (!record) return [];
  const { entity, id, ...fields } = record;
  return await checkDuplicates(scope, { entity, fields, exclude_id: id });
}
