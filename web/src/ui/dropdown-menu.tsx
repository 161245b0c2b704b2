import { Check } from 'lucide-react';
import { DropdownMenu as Primitive } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn.ts';
import { MENU_ITEM, MENU_LOOK } from './menu-look.ts';

interface DropdownMenuProps {
  /** The button that opens it. */
  trigger: ReactNode;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom' | 'left' | 'right';
  className?: string;
  children: ReactNode;
}

/** A menu under a button, worked with arrow keys, letters and Escape. */
export function DropdownMenu({ trigger, align = 'start', side = 'bottom', className, children }: DropdownMenuProps) {
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={cn(MENU_LOOK, 'max-h-(--radix-dropdown-menu-content-available-height) overflow-y-auto', className)}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** One deed of a menu. */
export function MenuItem({ className, danger, ...rest }: ComponentProps<typeof Primitive.Item> & { danger?: boolean }) {
  return <Primitive.Item className={cn(MENU_ITEM, danger === true && 'text-danger', className)} {...rest} />;
}

/** A line that is on or off; the menu stays open so that several can be set. */
export function MenuCheck({ children, ...rest }: ComponentProps<typeof Primitive.CheckboxItem>) {
  return (
    <Primitive.CheckboxItem className={cn(MENU_ITEM, 'pl-8')} onSelect={(event) => event.preventDefault()} {...rest}>
      <Primitive.ItemIndicator className="absolute left-2">
        <Check aria-hidden />
      </Primitive.ItemIndicator>
      {children}
    </Primitive.CheckboxItem>
  );
}

/** A heading inside a menu. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <Primitive.Label className="px-2 py-1 text-xs text-faint">{children}</Primitive.Label>;
}

/** A thin line between two parts of a menu. */
export function MenuSeparator() {
  return <Primitive.Separator className="-mx-1 my-1 h-px bg-line" />;
}
