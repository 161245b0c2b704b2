const KEY = 'xiaoshu.theme';

/** What the person chose; `system` follows the device. */
export const THEME_CHOICES = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];
export type Theme = 'light' | 'dark';

export interface ThemeState {
  choice: ThemeChoice;
  resolved: Theme;
}

const device = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();
let state = read();

function read(): ThemeState {
  const stored = window.localStorage.getItem(KEY);
  const choice = THEME_CHOICES.find((one) => one === stored) ?? 'system';
  return { choice, resolved: choice === 'system' ? (device.matches ? 'dark' : 'light') : choice };
}

function apply(): void {
  state = read();
  document.documentElement.dataset['theme'] = state.resolved;
  for (const listener of listeners) listener();
}

device.addEventListener('change', apply);
window.addEventListener('storage', apply);

/** The theme in force. */
export function currentTheme(): ThemeState {
  return state;
}

/** Calls `listener` after every change; answers how to stop. */
export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Chooses a theme, here and in every tab, and remembers it. */
export function chooseTheme(choice: ThemeChoice): void {
  window.localStorage.setItem(KEY, choice);
  apply();
}
