import { useSyncExternalStore } from 'react';
import { currentTheme, onThemeChange, type ThemeState } from './theme.ts';

/** The theme in force; the component draws again when it changes. */
export function useTheme(): ThemeState {
  return useSyncExternalStore(onThemeChange, currentTheme);
}
