import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import type { QualityOverview } from '../../../../kernel/contracts/data-quality.ts';
import { formatNumber } from '../../format/format-number.ts';

interface NamedCountsProps {
  title: string;
  /** What is said when there is nothing to count. */
  none: string;
  counts: QualityOverview['missing'];
  /** How many records there are in all: the whole of a bar. */
  all: number;
  searchOf: (code: string) => Readonly<Record<string, string>>;
}

/** Counts by name as bars, each leading to its records. */
export function NamedCounts({ title, none, counts, all, searchOf }: NamedCountsProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} className="mb-2 font-semibold">
        {title}
      </h2>
      {counts.length === 0 && <p className="text-muted">{none}</p>}
      <ul className="flex flex-col gap-0.5">
        {counts.map(({ code, label, records }) => (
          <li key={code}>
            <Link
              to="/data-quality"
              search={searchOf(code) as never}
              className="tap grid min-h-8 grid-cols-[9em_1fr_4em] items-center gap-2 rounded-md px-2 hover:bg-sunken"
            >
              <span className="truncate" title={label}>
                {label}
              </span>
              <span className="h-1.5 rounded-full bg-sunken" aria-hidden>
                <span
                  className="block h-full rounded-full bg-accent"
                  style={{ width: `${String(Math.min(100, (100 * records) / Math.max(1, all)))}%` }}
                />
              </span>
              <span className="num text-right text-muted">{formatNumber(records)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
