import type { ReportCatalogue } from '../../kernel/contracts/reports.ts';

/** A metric or a dimension as people call it. */
export interface LayerMetric {
  readonly name: string;
  readonly label: string;
  readonly synonyms: readonly string[];
  readonly dataset: string;
  /** Dimensions it can be broken down by. */
  readonly dimensions: readonly string[];
  /** The dimension it only makes sense by. */
  readonly needs?: string | undefined;
}

export interface LayerDimension {
  readonly name: string;
  readonly label: string;
  readonly synonyms: readonly string[];
}

/** The part of the report catalogue that sentences are read with. */
export interface SemanticLayer {
  readonly metrics: readonly LayerMetric[];
  readonly dimensions: readonly LayerDimension[];
}

/** The kernel's catalogue as a semantic layer. */
export function layerFromCatalogue(catalogue: ReportCatalogue): SemanticLayer {
  return { metrics: catalogue.metrics, dimensions: catalogue.dimensions };
}

/**
 * Which dimension a name of the gazetteer is a value of, where the two are called differently. All other kinds carry
 * the dimension's own name (`region`, `product`, `customer`…).
 */
const DIMENSION_OF_KIND: Readonly<Record<string, string>> = { person: 'owner' };

/** The dimension whose value a name of this kind is. */
export function dimensionOfKind(kind: string): string {
  return DIMENSION_OF_KIND[kind] ?? kind;
}
