import { z } from 'zod';

/**
 * Ranges of a number: `cuts` ascending, bin `i` holds values up to and including `cuts[i]`, the last one the rest. A
 * bin's weight is its weight of evidence: ln(odds in the bin / odds of all), shrunk towards 0 where rows are few.
 */
export const NumberBins = z.object({
  kind: z.literal('number'),
  cuts: z.array(z.number()),
  weights: z.array(z.number()),
  missing: z.number(),
});
export type NumberBins = z.infer<typeof NumberBins>;

/** Values of a category. What was not seen while fitting counts as `other`. */
export const CategoryBins = z.object({
  kind: z.literal('category'),
  levels: z.record(z.string(), z.number()),
  other: z.number(),
  missing: z.number(),
});
export type CategoryBins = z.infer<typeof CategoryBins>;

export const SimpleBins = z.discriminatedUnion('kind', [NumberBins, CategoryBins]);
export type SimpleBins = z.infer<typeof SimpleBins>;

const Side = z.object({ name: z.string(), bins: SimpleBins });
/** What two columns say together beyond what each says alone; a cell is «code of the left bin|code of the right one». */
export const PairBins = z.object({
  kind: z.literal('pair'),
  left: Side,
  right: Side,
  cells: z.record(z.string(), z.number()),
});
export type PairBins = z.infer<typeof PairBins>;

export const Bins = z.discriminatedUnion('kind', [NumberBins, CategoryBins, PairBins]);
export type Bins = z.infer<typeof Bins>;

/** A fitted model as it is stored. Log-odds = intercept + Σ coefficient · (weight of the value's bin − mean). */
export const FittedModel = z.object({
  intercept: z.number(),
  features: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      unit: z.string().optional(),
      words: z.record(z.string(), z.string()).optional(),
      coefficient: z.number(),
      /** The mean weight over the training rows: a factor says how far a lead is from the average one. */
      mean: z.number(),
      bins: Bins,
    }),
  ),
  /** Points = base + per_logit · (log-odds − intercept): the average lead stands at `base`. */
  scale: z.object({ base: z.number(), per_logit: z.number() }),
});
export type FittedModel = z.infer<typeof FittedModel>;
