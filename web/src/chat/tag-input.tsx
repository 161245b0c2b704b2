import { X } from 'lucide-react';
import { useState } from 'react';
import { INPUT_LOOK } from '../ui/input.tsx';
import { cn } from '../ui/cn.ts';
import { useChatTexts } from './use-chat-texts.ts';

interface TagInputProps {
  id: string;
  value: readonly string[];
  onChange(value: string[]): void;
}

/** Several short words: Enter or a comma adds one, Backspace in an empty box takes the last away. */
export function TagInput({ id, value, onChange }: TagInputProps) {
  const texts = useChatTexts();
  const [words, setWords] = useState('');
  const add = (): void => {
    const tag = words.trim();
    if (tag !== '' && !value.includes(tag)) onChange([...value, tag]);
    setWords('');
  };
  return (
    <div className={cn(INPUT_LOOK, 'flex h-auto min-h-8 flex-wrap items-center gap-1 py-1')}>
      {value.map((tag) => (
        <span key={tag} className="inline-flex items-center gap-0.5 rounded-sm bg-sunken pl-1.5 text-sm">
          {tag}
          <button
            type="button"
            aria-label={texts.removeTag(tag)}
            className="tap inline-flex items-center justify-center rounded-sm p-1 text-faint hover:text-ink"
            onClick={() => onChange(value.filter((it) => it !== tag))}
          >
            <X className="size-3" aria-hidden />
          </button>
        </span>
      ))}
      <input
        id={id}
        value={words}
        placeholder={value.length === 0 ? texts.addTag : ''}
        className="min-w-24 flex-1 bg-transparent outline-none"
        onChange={(event) => setWords(event.target.value)}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter' || event.key === ',' || event.key === '，') {
            event.preventDefault();
            add();
          } else if (event.key === 'Backspace' && words === '') onChange(value.slice(0, -1));
        }}
      />
    </div>
  );
}
