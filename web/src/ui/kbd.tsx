import type { ReactNode } from 'react';

/** A key of the keyboard. Hidden where there is none. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="hidden h-5 min-w-5 items-center justify-center rounded-sm border border-line bg-sunken px-1 font-sans text-xs text-muted sm:inline-flex">
      {children}
    </kbd>
  );
}
