import { BarChart, FunnelChart, LineChart, PieChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef, useState } from 'react';
import type { Cell, ChartSpec } from '../../../kernel/contracts/reports.ts';
import { readChartColors } from './chart-colors.ts';
import { chartHeight, chartOption } from './chart-option.ts';
import { useCellWriter } from './use-cell-writer.ts';

use([BarChart, LineChart, PieChart, FunnelChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

interface ChartCanvasProps {
  chart: ChartSpec;
  rows: readonly Record<string, Cell>[];
}

/** Draws a chart in the colours of the theme, and again when the theme or the width changes. */
export default function ChartCanvas({ chart, rows }: ChartCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const write = useCellWriter();
  const theme = useThemeMark();
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const drawing = init(element, null, { renderer: 'svg' });
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const colors = readChartColors(document.documentElement, theme);
    const draw = () =>
      drawing.setOption(chartOption({ chart, rows, colors, write, still }), {
        notMerge: true,
      });
    draw();
    const watch = new ResizeObserver(() => {
      drawing.resize();
      draw();
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
      drawing.dispose();
    };
  }, [chart, rows, write, theme]);
  return <div ref={box} aria-hidden style={{ height: chartHeight(chart, rows) }} />;
}

/** Changes when the page's theme does: a drawing has no variables that would follow by themselves. */
function useThemeMark(): string {
  const [mark, setMark] = useState(document.documentElement.dataset.theme ?? 'light');
  useEffect(() => {
    const watch = new MutationObserver(() => setMark(document.documentElement.dataset.theme ?? 'light'));
    watch.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => watch.disconnect();
  }, []);
  return mark;
}
