import { createHash } from 'node:crypto';
import { z } from 'zod';
import { SopName } from '../../../kernel/contracts/sop.ts';
import { defineShape } from './action.ts';

const Config = z
  .strictObject({
    variants: z
      .array(
        z.strictObject({ name: SopName, title: z.string().trim().min(1).max(40), weight: z.int().min(1).max(100) }),
      )
      .min(2)
      .max(5),
  })
  .refine(({ variants }) => new Set(variants.map(({ name }) => name)).size === variants.length, {
    message: '每个版本的名称要不同',
    path: ['variants'],
  });

/** By a stable hash, in proportion to the weights. */
function chooseVariant<V extends { readonly weight: number }>(variants: readonly V[], key: string): V {
  const total = variants.reduce((sum, { weight }) => sum + weight, 0);
  let place = createHash('sha256').update(key).digest().readUInt32BE(0) % total;
  for (const variant of variants) {
    if (place < variant.weight) return variant;
    place -= variant.weight;
  }
  return variants.at(-1)!;
}

/** Sends contacts different ways by chance, the same contact always the same way. */
export const split = defineShape({
  type: 'split',
  title: 'A/B 分流',
  description: '按比例把联系人分到几条路上，同一位联系人总走同一条，统计里可以比较。',
  config: Config,
  ways: ({ variants }) => Object.fromEntries(variants.map(({ name, title }) => [name, title])),
  perform: ({ variants }, { chanceKey }) => {
    const chosen = chooseVariant(variants, chanceKey);
    return { kind: 'way', way: chosen.name, reason: `分到“${chosen.title}”` };
  },
});
