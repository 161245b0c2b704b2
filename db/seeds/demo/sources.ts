export interface Source {
  readonly name: string;
  /** Share of leads. */
  readonly weight: number;
  /** Factor on the chance to convert and to win. */
  readonly strength: number;
}

/** Where leads come from. */
export const SOURCES: readonly Source[] = [
  { name: '官网', weight: 20, strength: 0.95 },
  { name: '搜索推广', weight: 19, strength: 0.85 },
  { name: '展会', weight: 17, strength: 1.05 },
  { name: '转介绍', weight: 14, strength: 1.4 },
  { name: '电话营销', weight: 13, strength: 0.62 },
  { name: '渠道伙伴', weight: 9, strength: 1.12 },
  { name: '短视频', weight: 8, strength: 0.68 },
];

/** Deals with customers who bought before. */
export const REPEAT_SOURCE = '老客户复购';
const REPEAT_STRENGTH = 1.3;

/** Factor on the chance of winning that a source stands for. */
export function sourceStrength(name: string): number {
  return name === REPEAT_SOURCE ? REPEAT_STRENGTH : (SOURCES.find((source) => source.name === name)?.strength ?? 1);
}
