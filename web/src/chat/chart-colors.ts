/** Colours of a chart, read from the page's tokens so that both themes come from one place. */
export interface ChartColors {
  text: string;
  muted: string;
  line: string;
  panel: string;
  font: string;
  series: string[];
  accent: string;
}

/**
 * Further series beside the accent: equal in lightness within a theme, told apart also by those who see red and green
 * alike (Okabe and Ito's palette, 2008, tuned to the console's neutrals).
 */
const MORE = {
  light: ['#c2660a', '#1b8a72', '#8a4fb8', '#b8901a', '#5f6b7a', '#3b9bc9'],
  dark: ['#f0a860', '#5cc9ae', '#c49bea', '#dcc05a', '#9aa5b4', '#7cc4e8'],
};

/** The colours as they are now. `root` carries the variables of `theme`. */
export function readChartColors(root: HTMLElement, theme: string): ChartColors {
  const style = getComputedStyle(root);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    text: token('--ink'),
    muted: token('--faint'),
    line: token('--line'),
    panel: token('--surface'),
    font: getComputedStyle(document.body).fontFamily,
    accent: token('--accent'),
    series: [token('--accent'), token('--line-strong'), ...(theme === 'dark' ? MORE.dark : MORE.light)],
  };
}
