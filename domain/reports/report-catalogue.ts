import type { ReportCatalogue } from '../../kernel/contracts/reports.ts';
import { DIMENSIONS } from './dimensions.ts';
import { dimensionsOf, METRICS } from './registry.ts';

/** Everything one may ask for, as pages and models read it. */
export function reportCatalogue(): ReportCatalogue {
  return {
    metrics: METRICS.map(({ metric, dataset }) => ({
      name: metric.name,
      label: metric.label,
      synonyms: [...metric.synonyms],
      format: metric.format,
      dataset: dataset.name,
      dimensions: dimensionsOf(dataset).map(({ name }) => name),
      ...(metric.needs ? { needs: metric.needs } : {}),
      description: metric.description,
    })),
    dimensions: DIMENSIONS.map(({ name, label, synonyms }) => ({ name, label, synonyms: [...synonyms] })),
  };
}
