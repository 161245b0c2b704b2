import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

/** A table that scrolls sideways inside its own box, so that the page never does. */
export function Table({
  className,
  containerClassName,
  ...rest
}: ComponentProps<'table'> & { containerClassName?: string }) {
  return (
    <div className={cn('w-full overflow-x-auto', containerClassName)}>
      <table className={cn('num w-full border-separate border-spacing-0 text-left', className)} {...rest} />
    </div>
  );
}

/** A heading cell; `numeric` sets it to the right, over its numbers. */
export function Th({ className, numeric, ...rest }: ComponentProps<'th'> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      className={cn(
        'h-9 border-b border-line px-3 text-sm first:pl-4 last:pr-4 font-medium whitespace-nowrap text-muted',
        numeric === true && 'text-right',
        className,
      )}
      {...rest}
    />
  );
}

/** A row; `selected` marks the one whose panel is open. */
export function Tr({ className, selected, ...rest }: ComponentProps<'tr'> & { selected?: boolean }) {
  return (
    <tr
      data-selected={selected === true || undefined}
      className={cn('group hover:bg-sunken/60 data-selected:bg-accent-soft', className)}
      {...rest}
    />
  );
}

/** A cell; `numeric` sets it to the right. */
export function Td({ className, numeric, ...rest }: ComponentProps<'td'> & { numeric?: boolean }) {
  return (
    <td
      className={cn(
        'h-10 border-b border-line px-3 py-1 align-middle first:pl-4 last:pr-4',
        numeric === true && 'text-right',
        className,
      )}
      {...rest}
    />
  );
}
