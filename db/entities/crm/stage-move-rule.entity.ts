import { defineEntity, p } from '@mikro-orm/core';
import { STAGES } from '../../../kernel/contracts/crm.ts';
import { MOVE_PEOPLE } from '../../../kernel/contracts/stages.ts';

/** One cell of the table of moves: total, 36 rows, made by the migration and edited with the stage it starts from. */
export const StageMoveRule = defineEntity({
  name: 'StageMoveRule',
  tableName: 'stage_move_rule',
  primaryKeys: ['fromStage', 'toStage'],
  properties: {
    fromStage: p.enum(STAGES).primary(),
    toStage: p.enum(STAGES).primary(),
    allowed: p.boolean(),
    who: p.enum(MOVE_PEOPLE),
    reasonRequired: p.boolean(),
  },
});
