import { cn } from '../ui/cn.ts';

/** The number beside a place of the navigation; its meaning is in the link's label. */
export function NavCount({ count, className }: { count: number; className?: string }) {
  if (count === 0) return null;
  return (
    <span
      aria-hidden
      className={cn(
        'num flex h-4 min-w-4 items-center justify-center rounded-full bg-danger-soft px-1 text-[11px] leading-none font-medium text-danger',
        className,
      )}
    >
      {count > 99 ? '99+' : count}
    </span>
  );
}
