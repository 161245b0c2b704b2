// Runs before the first paint, so that a dark page never flashes white. The same rule as src/theme/theme.ts.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('xiaoshu.theme');
  } catch {
    // Storage may be closed to us; then the system decides.
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
