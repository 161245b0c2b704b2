import type { z } from 'zod';
import type { SopContentInput, SopType } from '../../../kernel/contracts/sop.ts';

/** A ready template. Variables that are declared with an empty value have to be given when it is started. */
export interface LibraryTemplate {
  /** Kebab-case, as the file. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly sop_type: SopType;
  readonly category: string;
  readonly tags: readonly string[];
  /** When to take it; also what a described goal is compared with. */
  readonly situation: string;
  /** Words of a described goal that speak for it. */
  readonly words: readonly string[];
  readonly content: z.input<typeof SopContentInput>;
}
