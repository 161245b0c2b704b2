import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

export const INPUT_LOOK =
  'tap h-8 w-full min-w-0 rounded-md border border-line-strong/60 bg-surface px-2.5 text-ink transition-colors hover:border-line-strong disabled:bg-sunken disabled:text-muted aria-invalid:border-danger';

/** One line of text. Give it a label through `Field` or `aria-label`. */
export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={cn(INPUT_LOOK, className)} {...rest} />;
}
