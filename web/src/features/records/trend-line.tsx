interface TrendLineProps {
  /** From the oldest to the newest, each 0 to 100. */
  values: readonly number[];
  /** The same in words, for those who do not see the line. */
  label: string;
}

const WIDTH = 240;
const HEIGHT = 40;
const EDGE = 4;

/** A small line of scores from 0 to 100, the newest at the right. Nothing while there is only one. */
export function TrendLine({ values, label }: TrendLineProps) {
  if (values.length < 2) return null;
  const step = (WIDTH - 2 * EDGE) / (values.length - 1);
  const points = values.map((value, at) => ({
    x: EDGE + at * step,
    y: EDGE + ((100 - value) / 100) * (HEIGHT - 2 * EDGE),
  }));
  const last = points.at(-1);
  return (
    <figure>
      <svg aria-hidden viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="h-10 w-full max-w-60">
        {[EDGE, HEIGHT - EDGE].map((y) => (
          <line key={y} x1={0} x2={WIDTH} y1={y} y2={y} className="stroke-line" strokeWidth={1} />
        ))}
        <polyline
          points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
          className="fill-none stroke-accent"
          strokeWidth={1.5}
          strokeLinejoin="round"
        />
        {last && <circle cx={last.x} cy={last.y} r={3} className="fill-accent" />}
      </svg>
      <figcaption className="sr-only">{label}</figcaption>
    </figure>
  );
}
