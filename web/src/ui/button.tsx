import { cva, type VariantProps } from 'class-variance-authority';
import { LoaderCircle } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

const look = cva(
  'tap inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-accent text-on-accent hover:bg-accent-hover',
        secondary: 'border border-line bg-surface text-ink hover:bg-sunken',
        ghost: 'text-muted hover:bg-sunken hover:text-ink',
        danger: 'border border-danger bg-surface text-danger hover:bg-danger-soft',
        link: 'h-auto px-0 text-accent-ink underline-offset-4 hover:underline',
      },
      size: { sm: 'h-7 px-2 text-sm', md: 'h-8 px-3', lg: 'h-10 px-4', icon: 'size-8', 'icon-sm': 'size-7' },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);

export type ButtonProps = ComponentProps<'button'> & VariantProps<typeof look> & { loading?: boolean };

/** A button. `loading` disables it and shows a spinner before its words; sizes `icon…` need an `aria-label`. */
export function Button({ variant, size, loading, className, children, disabled, type, ...rest }: ButtonProps) {
  return (
    <button
      type={type ?? 'button'}
      className={cn(look({ variant, size }), className)}
      disabled={disabled === true || loading === true}
      aria-busy={loading === true || undefined}
      {...rest}
    >
      {loading === true && <LoaderCircle className="animate-spin" aria-hidden />}
      {children}
    </button>
  );
}

/** The same look for a link. */
export const buttonLook = look;
