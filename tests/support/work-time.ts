/**
 * What the reference work takes on the machine that the limits are written for (`docs/benchmarks.md` names it), in
 * milliseconds of the processor.
 */
const REFERENCE_MS = 9;

/**
 * Milliseconds of the processor that a piece of work takes at its best of several runs: what the work costs, and not
 * what else the machine does.
 *
 * @param work what is measured
 * @param runs how often
 */
export function bestWorkTime(work: () => unknown, runs = 5): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

/** Fixed work of the kind the built-in understanding does: pieces of words counted in maps, numbers in arrays. */
function referenceWork(): number {
  const counts = new Map<string, number>();
  const weights = new Float64Array(4096);
  let state = 7;
  for (let word = 0; word < 60_000; word += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const piece = String.fromCodePoint(0x4e00 + (state % 2000), 0x4e00 + ((state >>> 11) % 40));
    counts.set(piece, (counts.get(piece) ?? 0) + 1);
    weights[state & 4095]! += Math.log1p(counts.get(piece)!);
  }
  return weights.reduce((sum, weight) => sum + weight, counts.size);
}

let pace: number | null = null;

/**
 * A limit of time as it is on this machine: never shorter than written, and longer by as much as fixed work takes
 * longer here than on the machine that the limits are written for. A slow or shared processor thus does not fail what
 * did not become slower.
 *
 * @param ms milliseconds of the processor on the reference machine
 */
export function onThisMachine(ms: number): number {
  pace ??= Math.max(1, bestWorkTime(referenceWork, 15) / REFERENCE_MS);
  return ms * pace;
}
