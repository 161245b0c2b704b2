import { ArrowUp, Square } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';
import { useId, useImperativeHandle, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { useChatTexts } from './use-chat-texts.ts';

/** Longest question in characters; a longer text belongs in a file or in several questions. */
const LONGEST = 8000;
/** Safari reports the Enter that ends a composition as this key code only. */
const COMPOSING_KEY = 229;

export interface ComposerHandle {
  focus(): void;
  /** Puts words there for the person to finish. */
  fill(words: string): void;
}

interface ComposerProps {
  running: boolean;
  onSend(words: string): void;
  onStop(): void;
  /** Arrow up in the empty box: the person wants to go back to what waits above. */
  onUp(): void;
  handle?: Ref<ComposerHandle>;
}

/** Where the person writes. Enter sends, but never while an input method is still composing a word. */
export function Composer({ running, onSend, onStop, onUp, handle }: ComposerProps) {
  const texts = useChatTexts();
  const box = useRef<HTMLTextAreaElement>(null);
  const composing = useRef(false);
  const [words, setWords] = useState('');
  const hintId = useId();
  const tooLong = words.length > LONGEST;
  useImperativeHandle(handle, () => ({
    focus: () => box.current?.focus(),
    fill: (next) => {
      setWords(next);
      box.current?.focus();
    },
  }));

  const send = (): void => {
    const said = words.trim();
    if (said === '' || running || tooLong) return;
    onSend(said);
    setWords('');
    box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'ArrowUp' && words === '') onUp();
    if (event.key !== 'Enter' || event.shiftKey) return;
    if (composing.current || event.nativeEvent.isComposing || event.nativeEvent.keyCode === COMPOSING_KEY) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      className="rounded-lg border border-line bg-surface focus-within:border-accent"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="flex items-end gap-2 p-2">
        <textarea
          ref={box}
          rows={1}
          value={words}
          aria-label={texts.composerLabel}
          aria-describedby={hintId}
          aria-invalid={tooLong || undefined}
          placeholder={texts.composerPlaceholder}
          className="field-sizing-content max-h-48 min-h-8 flex-1 resize-none bg-transparent px-2 py-1 outline-none max-sm:min-h-10 max-sm:py-2"
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={onKeyDown}
          onCompositionStart={() => {
            composing.current = true;
          }}
          onCompositionEnd={() => {
            composing.current = false;
          }}
        />
        {running ? (
          <Button variant="secondary" size="icon" aria-label={texts.stop} title={texts.stop} onClick={onStop}>
            <Square className="size-3! fill-current" aria-hidden />
          </Button>
        ) : (
          <Button
            variant="primary"
            size="icon"
            type="submit"
            aria-label={texts.send}
            title={texts.send}
            disabled={words.trim() === '' || tooLong}
          >
            <ArrowUp aria-hidden />
          </Button>
        )}
      </div>
      <p
        id={hintId}
        className={tooLong ? 'px-4 pb-2 text-xs text-danger' : 'sr-only'}
        role={tooLong ? 'alert' : undefined}
      >
        {tooLong ? texts.tooLong(LONGEST) : texts.composerHint}
      </p>
    </form>
  );
}
