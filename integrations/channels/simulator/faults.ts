import { z } from 'zod';
import type { Random } from '../../../kernel/random.ts';

/** How often a fault strikes: always, or with a chance, and at most so many times. */
const Setting = z.union([
  z.boolean().transform((on) => ({ rate: on ? 1 : 0, times: null })),
  z
    .number()
    .min(0)
    .max(1)
    .transform((rate) => ({ rate, times: null })),
  z.strictObject({
    rate: z.number().min(0).max(1).default(1),
    times: z.int().min(1).nullable().default(null),
  }),
]);
export type FaultSetting = z.input<typeof Setting>;
interface Current {
  readonly rate: number;
  times: number | null;
}

/** The knobs of a simulator: faults that strike by chance, and modes that hold. The same seed strikes the same way. */
export class Faults<Name extends string, Modes extends object> {
  readonly #names: readonly Name[];
  readonly #modes: z.ZodType<Modes>;
  readonly #random: Random;
  readonly #current = new Map<Name, Current>();
  modes: Modes;

  constructor(names: readonly Name[], modes: z.ZodType<Modes>, random: Random) {
    this.#names = names;
    this.#modes = modes;
    this.#random = random;
    this.modes = modes.parse({});
  }

  /** Sets what is named and leaves the rest. @throws ZodError for a knob that is not there */
  set(knobs: Readonly<Partial<Record<Name, FaultSetting>> & Partial<Modes>>): void {
    const given = Object.entries(knobs).filter(([, value]) => value !== undefined);
    const isFault = ([name]: readonly [string, unknown]): boolean => (this.#names as readonly string[]).includes(name);
    this.modes = this.#modes.parse({ ...this.modes, ...Object.fromEntries(given.filter((one) => !isFault(one))) });
    for (const [name, value] of given.filter(isFault)) this.#current.set(name as Name, Setting.parse(value));
  }

  clear(): void {
    this.#current.clear();
    this.modes = this.#modes.parse({});
  }

  /** Whether a fault strikes now; what it strikes counts. */
  strikes(name: Name): boolean {
    const fault = this.#current.get(name);
    if (!fault || fault.rate === 0 || fault.times === 0) return false;
    if (fault.rate < 1 && this.#random.int(0, 1_000_000) >= fault.rate * 1_000_000) return false;
    if (fault.times !== null) fault.times -= 1;
    return true;
  }

  show(): Record<string, unknown> {
    return { ...Object.fromEntries(this.#current), ...this.modes };
  }
}
