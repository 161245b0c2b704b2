import { Check, ChevronDown } from 'lucide-react';
import { Select as Primitive } from 'radix-ui';
import { cn } from './cn.ts';
import { INPUT_LOOK } from './input.tsx';
import { MENU_ITEM, MENU_LOOK } from './menu-look.ts';

export interface SelectOption {
  value: string;
  label: string;
}

interface SelectProps {
  value: string | undefined;
  onChange: (value: string) => void;
  options: readonly SelectOption[];
  placeholder?: string | undefined;
  disabled?: boolean | undefined;
  className?: string | undefined;
  id?: string | undefined;
  'aria-label'?: string | undefined;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: true | undefined;
}

/** A choice of one among few. No option may have the empty value; for "none" leave `value` undefined. */
export function Select({ value, onChange, options, placeholder, disabled, className, ...rest }: SelectProps) {
  return (
    <Primitive.Root value={value ?? ''} onValueChange={onChange} disabled={disabled ?? false}>
      <Primitive.Trigger
        className={cn(
          INPUT_LOOK,
          'inline-flex items-center justify-between gap-2 text-left data-placeholder:text-faint',
          className,
        )}
        {...rest}
      >
        <span className="truncate">
          <Primitive.Value placeholder={placeholder} />
        </span>
        <ChevronDown className="size-4 shrink-0 text-faint" aria-hidden />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          position="popper"
          sideOffset={4}
          className={cn(MENU_LOOK, 'max-h-72 min-w-(--radix-select-trigger-width) overflow-y-auto')}
        >
          <Primitive.Viewport>
            {options.map((option) => (
              <Primitive.Item key={option.value} value={option.value} className={cn(MENU_ITEM, 'pr-8')}>
                <Primitive.ItemText>{option.label}</Primitive.ItemText>
                <Primitive.ItemIndicator className="absolute right-2">
                  <Check className="size-4" aria-hidden />
                </Primitive.ItemIndicator>
              </Primitive.Item>
            ))}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
