/** One that is asked; it answers how many passages it found, and how long it took where it knows better than who asks. */
export interface Asked {
  readonly name: string;
  ask(question: string): Promise<number | { readonly found: number; readonly ms: number }>;
}

/** Questions before the first that counts: code is compiled and the index is read into memory. */
const WARM_UP = 10;

/**
 * Puts the same questions to all, one at a time and in changing order; tells the sorted milliseconds of each.
 * @throws Error when one of them finds nothing
 */
export async function askInTurns(
  asked: readonly Asked[],
  rounds: number,
  draw: () => string,
): Promise<ReadonlyMap<string, number[]>> {
  const times = new Map<string, number[]>(asked.map(({ name }) => [name, []]));
  for (let round = -WARM_UP; round < rounds; round += 1) {
    const question = draw();
    const order = round % 2 === 0 ? asked : asked.toReversed();
    for (const one of order) {
      const begin = performance.now();
      const answer = await one.ask(question);
      const { found, ms } = typeof answer === 'number' ? { found: answer, ms: performance.now() - begin } : answer;
      if (found === 0) throw new Error(`${one.name} finds nothing for ${question}`);
      if (round >= 0) times.get(one.name)!.push(ms);
    }
  }
  for (const list of times.values()) list.sort((a, b) => a - b);
  return times;
}
