import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor } from '../../../kernel/actor.ts';
import { STAGES, type Stage } from '../../../kernel/contracts/crm.ts';
import { MOVE_PEOPLE } from '../../../kernel/contracts/stages.ts';
import { isOpenStage, OPEN_STAGES } from '../stage-table.ts';
import { checkStageRules } from './check-stage-rules.ts';
import { allowedTargets, requireMove } from './require-move.ts';
import type { MoveCell, StageRule, StageRules } from './stage-rules.ts';

const cell = fc.record({ allowed: fc.boolean(), who: fc.constantFrom(...MOVE_PEOPLE), reason_required: fc.boolean() });
/** Any table of stages somebody could save. */
const anyRules: fc.Arbitrary<StageRules> = fc
  .record({
    active: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    cells: fc.array(cell, { minLength: 36, maxLength: 36 }),
  })
  .map(({ active, cells }) => {
    const stages = STAGES.map((stage, index): [Stage, StageRule] => [
      stage,
      {
        stage,
        probability: stage === 'won' ? 100 : stage === 'lost' ? 0 : 50,
        required_facts: [],
        enforcement: 'advise',
        stalled_days: 14,
        active: isOpenStage(stage) ? (active[index] ?? true) : true,
        guidance: null,
        version: 1,
        updated_at: '',
      },
    ]);
    const row = (from: Stage, index: number): Record<Stage, MoveCell> =>
      Object.fromEntries(STAGES.map((to, at) => [to, { from, to, ...cells[index * 6 + at]! }])) as Record<
        Stage,
        MoveCell
      >;
    const moves = Object.fromEntries(STAGES.map((from, index) => [from, row(from, index)]));
    // Half of the tables get what every table needs, so that both sides of the check are reached.
    if (active[0])
      for (const stage of STAGES) {
        Object.assign(moves[stage]![stage], { allowed: false });
        if (isOpenStage(stage)) Object.assign(moves[stage]!.lost, { allowed: true, who: 'anybody' });
      }
    return { stages: Object.fromEntries(stages), moves } as unknown as StageRules;
  });

const actor = (permissions: string[]): Actor =>
  ({ userId: 'me', permissions: new Set(permissions) }) as unknown as Actor;

function accepts(rules: StageRules): boolean {
  try {
    checkStageRules(rules);
    return true;
  } catch {
    return false;
  }
}

test('in every table that is accepted, a deal can be lost from anywhere and won in some number of moves', () => {
  let accepted = 0;
  fc.assert(
    fc.property(anyRules, (rules) => {
      if (!accepts(rules)) return;
      accepted += 1;
      const manager = actor(['crm.assign']);
      for (const from of OPEN_STAGES) {
        requireMove(rules, actor([]), { stage: from, owner: 'other' }, { stage: 'lost', lost_reason: '价格' });
        // A walk that a manager can really make, each step asked of the same rule the service asks.
        const seen = new Set<Stage>([from]);
        for (const stage of seen)
          for (const to of allowedTargets(rules, stage)) {
            requireMove(rules, manager, { stage, owner: null }, { stage: to, reason: '原因', lost_reason: '价格' });
            if (to !== 'lost') seen.add(to);
          }
        expect(seen.has('won')).toBe(true);
      }
    }),
    { numRuns: 400, seed: 7 },
  );
  expect(accepted).toBeGreaterThan(20);
});

test('a move is refused exactly where the table says so', () => {
  fc.assert(
    fc.property(
      anyRules,
      fc.constantFrom(...STAGES),
      fc.constantFrom(...STAGES),
      fc.boolean(),
      (rules, from, to, mine) => {
        const cellOf = rules.moves[from][to];
        const may = cellOf.who === 'anybody' || (cellOf.who === 'owner_or_manager' && mine);
        const expected = from !== to && cellOf.allowed && rules.stages[to].active && may;
        const move = (): void =>
          requireMove(
            rules,
            actor([]),
            { stage: from, owner: mine ? 'me' : 'other' },
            { stage: to, reason: '原因', lost_reason: '价格' },
          );
        if (expected) expect(move).not.toThrow();
        else expect(move).toThrow();
      },
    ),
    { numRuns: 500, seed: 7 },
  );
});
