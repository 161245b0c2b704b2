import type { ComponentProps } from 'react';
import { cn } from './cn.ts';
import { INPUT_LOOK } from './input.tsx';

/** Several lines of text; grows with what is typed where the browser can. */
export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      className={cn(INPUT_LOOK, 'field-sizing-content h-auto max-h-80 min-h-20 resize-y py-1.5', className)}
      {...rest}
    />
  );
}
