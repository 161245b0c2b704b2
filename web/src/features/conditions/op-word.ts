import type { ConditionField, ConditionOp } from '../../../../kernel/contracts/conditions.ts';

/** The word of a comparison: moments and days are «before» and «after», not «less» and «more». */
export function opWord(
  op: ConditionOp,
  { kind }: ConditionField,
): ConditionOp | 'after' | 'before' | 'since' | 'until' {
  if (kind !== 'moment' && kind !== 'day') return op;
  return ({ gt: 'after', lt: 'before', gte: 'since', lte: 'until' } as const)[op as 'gt'] ?? op;
}
