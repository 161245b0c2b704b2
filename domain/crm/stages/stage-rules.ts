import { query } from '../../../db/query.ts';
import type { Stage } from '../../../kernel/contracts/crm.ts';
import type { FactEnforcement, FactKey, MovePeople } from '../../../kernel/contracts/stages.ts';
import type { ReadScope } from '../crm-scope.ts';

/** What the organisation means by a stage, as stored. */
export interface StageRule {
  readonly stage: Stage;
  readonly probability: number;
  readonly required_facts: readonly FactKey[];
  readonly enforcement: FactEnforcement;
  /** None for a closed stage. */
  readonly stalled_days: number | null;
  readonly active: boolean;
  readonly guidance: string | null;
  readonly version: number;
  readonly updated_at: string;
}

/** One cell of the table of moves. */
export interface MoveCell {
  readonly from: Stage;
  readonly to: Stage;
  readonly allowed: boolean;
  readonly who: MovePeople;
  readonly reason_required: boolean;
}

/** The organisation's whole table of stages and moves, in hand. */
export interface StageRules {
  readonly stages: Readonly<Record<Stage, StageRule>>;
  readonly moves: Readonly<Record<Stage, Readonly<Record<Stage, MoveCell>>>>;
}

/** Reads the six stages and the 36 cells of the table of moves. */
export async function loadStageRules(scope: Pick<ReadScope, 'em'>): Promise<StageRules> {
  const rows = await query<StageRule & { moves: MoveCell[] }>(
    scope.em,
    `select d.stage, d.probability, d.required_facts, d.enforcement, d.stalled_days, d.active, d.guidance, d.version,
       iso(d.updated_at) as updated_at,
       (select jsonb_agg(jsonb_build_object('from', m.from_stage, 'to', m.to_stage, 'allowed', m.allowed, 'who', m.who,
          'reason_required', m.reason_required)) from stage_move_rule m where m.from_stage = d.stage) as moves
     from stage_definition d`,
  );
  const stages = Object.fromEntries(rows.map(({ moves: _moves, ...rule }) => [rule.stage, rule]));
  const moves = Object.fromEntries(
    rows.map((row) => [row.stage, Object.fromEntries(row.moves.map((cell) => [cell.to, cell]))]),
  );
  return { stages, moves } as unknown as StageRules;
}
