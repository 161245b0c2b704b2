import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/input.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import type { ListState } from './use-list-state.ts';

const PAUSE = 300;

/** The search of a list; `/` puts the cursor into it from anywhere on the page. */
export function SearchBox({ list, placeholder }: { list: ListState; placeholder: string }) {
  const { t } = useTranslation();
  const current = list.search['q'] ?? '';
  const [text, setText] = useState(current);
  const [seen, setSeen] = useState(current);
  const box = useRef<HTMLInputElement>(null);
  const timer = useRef<number>(undefined);
  // The address changed by another hand (back button, a saved view): the box follows.
  if (current !== seen) {
    setSeen(current);
    setText(current);
  }
  const search = (next: string) => {
    window.clearTimeout(timer.current);
    setSeen(next);
    list.change({ q: next === '' ? undefined : next }, { replace: true });
  };
  const type = (next: string) => {
    setText(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => search(next.trim()), PAUSE);
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null;
      const typing = target?.closest('input, textarea, select, [contenteditable="true"]') !== null;
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      box.current?.focus();
      box.current?.select();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
      window.clearTimeout(timer.current);
    };
  }, []);
  return (
    <search className="relative min-w-0 flex-1 sm:max-w-64">
      <Search
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint"
        aria-hidden
      />
      <Input
        ref={box}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        aria-label={placeholder}
        aria-keyshortcuts="/"
        placeholder={placeholder}
        className="pr-9 pl-8"
        maxLength={100}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          // Enter while an input method composes belongs to the input method.
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) search(text.trim());
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <span className="absolute top-1/2 right-1.5 -translate-y-1/2">
        {text === '' ? (
          <Kbd>/</Kbd>
        ) : (
          <Button
            variant="ghost"
            className="size-6 min-h-0 min-w-0"
            size="icon-sm"
            aria-label={t('action.clear')}
            onClick={() => {
              setText('');
              search('');
              box.current?.focus();
            }}
          >
            <X aria-hidden />
          </Button>
        )}
      </span>
    </search>
  );
}
