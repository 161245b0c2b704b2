import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { cn } from './cn.ts';

interface SidePanelProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** Small buttons beside the close button. */
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}

/**
 * A panel at the right of the list it belongs to; the whole screen on a phone. The list stays in use beside it: the
 * panel does not trap the focus, and Escape closes it.
 */
export function SidePanel({ open, onOpenChange, title, actions, className, children }: SidePanelProps) {
  const { t } = useTranslation();
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <Primitive.Portal>
        <Primitive.Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            // The panel itself takes the focus, so that reading begins at its title and no button looks chosen.
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          onEscapeKeyDown={(event) => {
            // A field that is being edited takes Escape for itself.
            if (event.target instanceof Element && event.target.closest('[data-owns-escape]') !== null)
              event.preventDefault();
          }}
          // A click on another row of the list changes what the panel shows; it must not close it first.
          onInteractOutside={(event) => event.preventDefault()}
          className={cn(
            'slide-in fixed inset-y-0 right-0 z-30 flex w-full flex-col border-l border-line bg-surface shadow-float outline-none sm:w-[460px]',
            className,
          )}
        >
          <header className="flex min-h-12 items-center gap-2 border-b border-line px-4 py-2">
            <Primitive.Title className="min-w-0 flex-1 truncate text-lg font-semibold">{title}</Primitive.Title>
            {actions}
            <Primitive.Close asChild>
              <Button variant="ghost" size="icon" aria-label={t('action.close')}>
                <X aria-hidden />
              </Button>
            </Primitive.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto p-4 pb-8">{children}</div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
