/** Colours of a chart, read from the page's tokens so that both themes come from one place. */
export interface ChartColors {
  text: string;
  muted: string;
  line: string;
  panel: string;
  font: string;
  series: string[];
}
