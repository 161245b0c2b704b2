import { Progress as Primitive } from 'radix-ui';

/** How far something is. `label` is what a screen reader says with the number. */
export function Progress({ value, max, label }: { value: number; max: number; label: string }) {
  const share = max > 0 ? Math.min(1, value / max) : 0;
  return (
    <Primitive.Root
      value={Math.round(share * 100)}
      max={100}
      aria-label={label}
      className="h-1.5 w-full overflow-hidden rounded-full bg-sunken"
    >
      <Primitive.Indicator
        className="h-full rounded-full bg-accent transition-[width]"
        style={{ width: `${share * 100}%` }}
      />
    </Primitive.Root>
  );
}
