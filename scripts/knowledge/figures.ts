/** Figures of a ranking: `ranks` has the place of the first right passage per question, 0 when it was not found. */
export function rankFigures(ranks: readonly number[]): Record<'R@1' | 'R@5' | 'R@10' | 'MRR@10', number> {
  const within = (place: number): number => ranks.filter((rank) => rank > 0 && rank <= place).length / ranks.length;
  const reciprocal = ranks.reduce((sum, rank) => sum + (rank > 0 && rank <= 10 ? 1 / rank : 0), 0);
  return { 'R@1': within(1), 'R@5': within(5), 'R@10': within(10), 'MRR@10': reciprocal / ranks.length };
}

/** Area under the ROC curve: how often an answered question is surer than an unanswerable one. Ties count half. */
export function areaUnderCurve(answered: readonly number[], unanswerable: readonly number[]): number {
  const all = [
    ...answered.map((value) => ({ value, answered: true })),
    ...unanswerable.map((value) => ({ value, answered: false })),
  ].sort((a, b) => a.value - b.value);
  let ranks = 0;
  for (let at = 0; at < all.length;) {
    let end = at;
    while (end < all.length && all[end]!.value === all[at]!.value) end += 1;
    const rank = (at + 1 + end) / 2;
    for (; at < end; at += 1) if (all[at]!.answered) ranks += rank;
  }
  const pairs = answered.length * unanswerable.length;
  return (ranks - (answered.length * (answered.length + 1)) / 2) / pairs;
}
