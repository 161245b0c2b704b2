import type { Stage } from '../../kernel/contracts/crm.ts';

/** Chance of winning in per cent that a stage stands for, unless somebody says otherwise. */
export const STAGE_PROBABILITY: Readonly<Record<Stage, number>> = {
  prospecting: 10,
  qualification: 30,
  proposal: 50,
  negotiation: 70,
  won: 100,
  lost: 0,
};

/**
 * What a move between two stages is:
 * `same` there already · `forward` any number of steps on · `back` one step back · `win` and `lose` end the deal ·
 * `reopen` takes up a lost deal again (its owner, or whoever may assign) · `too_far_back` more than one step at once ·
 * `final` a won deal stays won, and a lost one comes back to negotiation only.
 */
export type StageMove = 'same' | 'forward' | 'back' | 'win' | 'lose' | 'reopen' | 'too_far_back' | 'final';

/** The rule of the house for every pair of stages, row = from, column = to. */
export const STAGE_MOVES: Readonly<Record<Stage, Readonly<Record<Stage, StageMove>>>> = {
  prospecting: {
    prospecting: 'same',
    qualification: 'forward',
    proposal: 'forward',
    negotiation: 'forward',
    won: 'win',
    lost: 'lose',
  },
  qualification: {
    prospecting: 'back',
    qualification: 'same',
    proposal: 'forward',
    negotiation: 'forward',
    won: 'win',
    lost: 'lose',
  },
  proposal: {
    prospecting: 'too_far_back',
    qualification: 'back',
    proposal: 'same',
    negotiation: 'forward',
    won: 'win',
    lost: 'lose',
  },
  negotiation: {
    prospecting: 'too_far_back',
    qualification: 'too_far_back',
    proposal: 'back',
    negotiation: 'same',
    won: 'win',
    lost: 'lose',
  },
  won: {
    prospecting: 'final',
    qualification: 'final',
    proposal: 'final',
    negotiation: 'final',
    won: 'same',
    lost: 'final',
  },
  lost: {
    prospecting: 'final',
    qualification: 'final',
    proposal: 'final',
    negotiation: 'reopen',
    won: 'final',
    lost: 'same',
  },
};

/** What to do instead of a move that is not allowed. */
export const STAGE_HINTS: Readonly<Record<'too_far_back' | 'final', string>> = {
  too_far_back: '一次只能退回一个阶段，请逐级退回。',
  final: '已结束的商机不能这样修改；输掉的商机可以先重新打开到“商务谈判”。',
};

/** Whether the deal is still on its way. */
export function isOpenStage(stage: Stage): boolean {
  return stage !== 'won' && stage !== 'lost';
}

/** SQL condition for a deal that is still on its way. */
export function openStageSql(alias: string): string {
  return `${alias}.stage not in ('won', 'lost')`;
}
