const KEY = 'xiaoshu.reloaded_at';
const PAUSE = 30_000;

/**
 * A page that was open over a release asks for parts that are gone: it loads itself anew, once in half a minute, so
 * that a part that is really missing shows as an error instead of a loop.
 */
export function reloadAfterRelease(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const last = Number(window.sessionStorage.getItem(KEY) ?? 0);
    if (Date.now() - last < PAUSE) return;
    window.sessionStorage.setItem(KEY, String(Date.now()));
    event.preventDefault();
    window.location.reload();
  });
}
