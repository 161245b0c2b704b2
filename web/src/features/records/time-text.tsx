import { formatFullTime } from '../../format/format-full-time.ts';
import { useFormat } from '../../format/use-format.ts';

/** A time as people say it, with the exact one for the pointer and for machines. */
export function TimeText({ at, className }: { at: string | null | undefined; className?: string }) {
  const { time } = useFormat();
  if (at === null || at === undefined) return <span className="text-faint">—</span>;
  return (
    <time dateTime={at} title={at.length === 10 ? at : formatFullTime(at)} className={className}>
      <span className="num whitespace-nowrap">{time(at)}</span>
    </time>
  );
}
