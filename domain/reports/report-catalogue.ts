import type { ReportCatalogue } from '../../kernel/contracts/reports.ts';
import { BUILT_IN_LAYER, dimensionsIn, type ReportLayer } from './report-layer.ts';

/** Everything one may ask for, as pages and models read it. */
export function reportCatalogue(layer: ReportLayer = BUILT_IN_LAYER): ReportCatalogue {
  return {
    metrics: layer.metrics.map(({ metric, dataset }) => ({
      name: metric.name,
      label: metric.label,
      synonyms: [...metric.synonyms],
      format: metric.format,
      dataset: dataset.name,
      dimensions: dimensionsIn(layer, dataset).map(({ name }) => name),
      ...(metric.needs ? { needs: metric.needs } : {}),
      description: metric.description,
    })),
    dimensions: layer.dimensions.map(({ name, label, synonyms }) => ({ name, label, synonyms: [...synonyms] })),
  };
}
