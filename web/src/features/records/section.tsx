import { useId, type ReactNode } from 'react';

/** A part of a record's page with its name and, at the right, what can be done there. */
export function Section({
  title,
  count,
  action,
  children,
}: {
  title: string;
  count?: number | undefined;
  action?: ReactNode;
  children: ReactNode;
}) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="border-t border-line py-4 first:border-t-0 first:pt-0">
      <div className="mb-2 flex min-h-7 items-center gap-2">
        <h2 id={titleId} className="font-semibold">
          {title}
        </h2>
        {count !== undefined && <span className="num text-sm text-faint">{count}</span>}
        <div className="ml-auto">{action}</div>
      </div>
      {children}
    </section>
  );
}
