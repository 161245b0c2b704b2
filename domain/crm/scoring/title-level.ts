/** How much a title has to say in a purchase. */
export const TITLE_LEVELS = ['decision', 'manager', 'staff'] as const;
export type TitleLevel = (typeof TITLE_LEVELS)[number];

export const TITLE_LEVEL_WORDS: Readonly<Record<TitleLevel, string>> = {
  decision: '决策层',
  manager: '中层管理',
  staff: '执行人员',
};

/** Words of Chinese and English titles, asked in this order: 副总经理 decides, 总经理助理 does not. */
const WORDS: readonly (readonly [RegExp, TitleLevel])[] = [
  [/助理|秘书|文员|assistant|secretary/i, 'staff'],
  [
    /董事|总经理|总裁|总监|合伙人|创始人|老板|厂长|院长|校长|行长|[副老]?总$|法人|\bc[etfoim]o\b|chief|president|founder|owner|director|\bvp\b/i,
    'decision',
  ],
  [/经理|主管|主任|部长|处长|科长|组长|店长|负责人|主席|manager|head|lead\b|supervisor/i, 'manager'],
];

/** The level of a title; null without one. */
export function titleLevel(title: string | null | undefined): TitleLevel | null {
  const text = title?.trim();
  if (!text) return null;
  return WORDS.find(([words]) => words.test(text))?.[1] ?? 'staff';
}
