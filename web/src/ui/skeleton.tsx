import { cn } from './cn.ts';

/** A grey block where something is about to be. Give the region around it `aria-busy`. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn('h-4 animate-pulse rounded-sm bg-line', className)} />;
}
