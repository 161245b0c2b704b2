import { Check, Minus } from 'lucide-react';
import { Checkbox as Primitive } from 'radix-ui';
import { cn } from './cn.ts';

interface CheckboxProps {
  checked: boolean | 'indeterminate';
  onChange: (checked: boolean) => void;
  disabled?: boolean | undefined;
  id?: string | undefined;
  className?: string | undefined;
  'aria-label'?: string | undefined;
}

/** A box to tick. The area around it takes the finger too. */
export function Checkbox({ checked, onChange, className, disabled, ...rest }: CheckboxProps) {
  return (
    <Primitive.Root
      checked={checked}
      disabled={disabled ?? false}
      onCheckedChange={(next) => onChange(next === true)}
      className={cn(
        'relative inline-flex size-4 shrink-0 items-center justify-center rounded-sm border border-line-strong bg-surface text-on-accent after:absolute after:-inset-3 data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent disabled:opacity-50',
        className,
      )}
      {...rest}
    >
      <Primitive.Indicator>
        {checked === 'indeterminate' ? <Minus className="size-3" /> : <Check className="size-3" strokeWidth={3} />}
      </Primitive.Indicator>
    </Primitive.Root>
  );
}
