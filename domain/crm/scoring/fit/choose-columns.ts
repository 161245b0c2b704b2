import type { FitNote } from '../../../../kernel/contracts/scoring.ts';
import { binFeature, type BinnedFeature } from './bin-feature.ts';
import { breathe, type FitData } from './fit-data.ts';
import { areaUnderCurve } from './score-figures.ts';
import type { SimpleBins } from './fitted-model.ts';
import { weightOf } from './weight-of-evidence.ts';

/** A column alone that tells won from not won better than this has most likely been filled in afterwards. */
const LEAK_AUC = 0.97;
/** Information value below which a column says next to nothing (Siddiqi 2006 puts «not predictive» at 0.02). */
const LEAST_INFORMATION = 0.005;

export interface ColumnStrength {
  readonly binned: BinnedFeature<SimpleBins>;
  readonly auc: number;
  /** Information value: mean weight of the won rows less that of the others. */
  readonly information: number;
}

export interface ChosenColumns {
  readonly columns: ColumnStrength[];
  /** Say nothing alone; together with another column they still may. */
  readonly silent: ColumnStrength[];
  readonly notes: FitNote[];
}

/** Cuts every column into bins and leaves out those that say nothing or too much, each with a note. */
export async function chooseColumns(data: FitData, rate: number): Promise<ChosenColumns> {
  const columns: ColumnStrength[] = [];
  const silent: ColumnStrength[] = [];
  const notes: FitNote[] = [];
  for (const feature of data.features) {
    await breathe();
    const binned = binFeature(feature, data.rows, rate);
    const strength = { binned, ...strengthOf(binned, data) };
    const note = problemOf(strength);
    if (note) notes.push({ ...note, feature: feature.name });
    if (!note) columns.push(strength);
    else if (note.code === 'no_signal') silent.push(strength);
  }
  return { columns, silent, notes };
}

/** How well a column alone tells won from not won, on the rows it was cut on. */
export function strengthOf(
  { feature, bins }: BinnedFeature,
  { rows }: Pick<FitData, 'rows'>,
): { auc: number; information: number } {
  const sums = { won: 0, wonRows: 0, lost: 0, lostRows: 0 };
  const judged = rows.map(({ values, won, weight }) => {
    const evidence = weightOf(values, feature.name, bins);
    if (won) {
      sums.won += weight * evidence;
      sums.wonRows += weight;
    } else {
      sums.lost += weight * evidence;
      sums.lostRows += weight;
    }
    return { chance: evidence, won, weight };
  });
  return { auc: areaUnderCurve(judged), information: sums.won / sums.wonRows - sums.lost / sums.lostRows };
}

function problemOf({ binned, auc, information }: ColumnStrength): Omit<FitNote, 'feature'> | undefined {
  const { label } = binned.feature;
  if (binned.distinct <= 1)
    return { code: 'one_value', level: 'note', text: `“${label}”只有一种值，分不出好坏，未使用。` };
  if (auc > LEAK_AUC) {
    const text = `仅凭“${label}”就几乎能断定结果（AUC ${auc.toFixed(3)}），很可能是出结果之后才填的，未使用。请核对这一列的填写时间。`;
    return { code: 'leak', level: 'warning', text };
  }
  if (information < LEAST_INFORMATION) {
    const { bins } = binned;
    const rare = bins.kind === 'category' && Object.keys(bins.levels).length === 0;
    return rare
      ? { code: 'rare_values', level: 'note', text: `“${label}”的值太分散，每种都只有几条，未使用。` }
      : { code: 'no_signal', level: 'note', text: `“${label}”与结果几乎没有关系，未使用。` };
  }
  return undefined;
}
