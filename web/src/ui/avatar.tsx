import { cn } from './cn.ts';

/** The last character of a Chinese name, the first letter of any other, in a quiet circle. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  const letters = [...name.trim()];
  const letter = /\p{Script=Han}/u.test(name) ? letters.at(-1) : letters[0]?.toUpperCase();
  return (
    <span
      aria-hidden
      className={cn(
        'inline-flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft text-xs font-medium text-accent-ink select-none',
        className,
      )}
    >
      {letter ?? '?'}
    </span>
  );
}
