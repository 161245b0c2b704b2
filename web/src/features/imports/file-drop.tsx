import { FileUp } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../api/describe-error.ts';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';

interface FileDropProps {
  busy: boolean;
  error: unknown;
  onFile: (file: File) => void;
}

const FITS = /\.(xlsx|xlsm|csv|tsv|txt)$/i;

/** Where a workbook or a CSV file is dropped or chosen. */
export function FileDrop({ busy, error, onFile }: FileDropProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [wrong, setWrong] = useState(false);
  const take = (file: File | undefined) => {
    if (file === undefined || busy) return;
    const fits = FITS.test(file.name);
    setWrong(!fits);
    if (fits) onFile(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  const problem = wrong ? t('imports.wrongFile') : error === null ? null : describeError(error, t).message;
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
      <p className="font-medium">{t('imports.drop')}</p>
      <p className="text-sm text-muted">{t('imports.dropHint')}</p>
      <input
        ref={input}
        type="file"
        accept=".xlsx,.xlsm,.csv,.tsv,.txt,text/csv"
        className="sr-only"
        tabIndex={-1}
        aria-label={t('imports.chooseFile')}
        onChange={(event) => {
          take(event.target.files?.[0]);
          // The same file chosen again, after it was mended, must count as a new choice.
          event.target.value = '';
        }}
      />
      <Button className="mt-2" loading={busy} onClick={() => input.current?.click()}>
        {t(busy ? 'imports.reading' : 'imports.chooseFile')}
      </Button>
      {problem !== null && (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
    </div>
  );
}
