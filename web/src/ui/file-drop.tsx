import { FileUp } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../api/describe-error.ts';
import { Button } from './button.tsx';
import { cn } from './cn.ts';

interface FileDropProps {
  /** What is said in the box, on the button, and of a file that does not fit. */
  words: { drop: string; hint: string; choose: string; reading: string; wrong: string };
  /** Endings of the names that are taken, with their dots. */
  endings: readonly string[];
  multiple?: boolean;
  busy: boolean;
  /** Why the last files were refused, or null. */
  error: unknown;
  onFiles: (files: readonly File[]) => void;
}

/** Where files are dropped or chosen. */
export function FileDrop({ words, endings, multiple, busy, error, onFiles }: FileDropProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [wrong, setWrong] = useState(false);
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])].slice(0, multiple === true ? undefined : 1);
    if (files.length === 0 || busy) return;
    const fit = files.filter((file) => endings.some((ending) => file.name.toLowerCase().endsWith(ending)));
    setWrong(fit.length < files.length);
    if (fit.length > 0) onFiles(fit);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const problem = wrong ? words.wrong : error === null ? null : describeError(error, t).message;
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        'flex flex-col items-center gap-2 rounded-md border border-dashed border-line-strong/60 bg-surface px-4 py-10 text-center',
        over && 'border-accent bg-accent-soft',
      )}
    >
      <FileUp className="size-7 text-faint" strokeWidth={1.5} aria-hidden />
      <p className="font-medium">{words.drop}</p>
      <p className="text-sm text-muted">{words.hint}</p>
      <input
        ref={input}
        type="file"
        multiple={multiple === true}
        accept={endings.join(',')}
        className="sr-only"
        tabIndex={-1}
        aria-label={words.choose}
        onChange={(event) => {
          take(event.target.files);
          // The same file chosen again, after it was mended, must count as a new choice.
          event.target.value = '';
        }}
      />
      <Button className="mt-2" loading={busy} onClick={() => input.current?.click()}>
        {busy ? words.reading : words.choose}
      </Button>
      {problem !== null && (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
    </div>
  );
}
