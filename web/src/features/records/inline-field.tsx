import { Check, Pencil, X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { FieldControl } from './field-control.tsx';
import { fieldText, parseField, type FieldContent, type FieldSpec } from './field-spec.ts';
import { FieldValue } from './field-value.tsx';
import { fieldTitle } from './field-word.ts';

interface InlineFieldProps {
  spec: FieldSpec;
  value: unknown;
  /** The value in words where it differs from what is stored, such as a name for an id. */
  words?: unknown;
  readOnly?: boolean;
  saving: boolean;
  editing: boolean;
  onEdit: (editing: boolean) => void;
  onSave: (value: FieldContent) => void;
}

/** A field that is read as text and edited where it stands: Enter saves, Escape leaves it as it was. */
export function InlineField(props: InlineFieldProps) {
  const { spec, value, words, readOnly, editing, onEdit } = props;
  const { t } = useTranslation();
  const label = fieldTitle(t, spec.word);
  return (
    <div className="group grid grid-cols-[6.5em_1fr] items-start gap-2 py-0.5">
      <dt className="py-1 text-sm text-muted">{label}</dt>
      <dd className="min-w-0">
        {editing ? (
          <Editor {...props} label={label} />
        ) : readOnly === true ? (
          <div className="px-2 py-1">
            <FieldValue spec={spec} value={words ?? value} />
          </div>
        ) : (
          <button
            type="button"
            onClick={() => onEdit(true)}
            className="tap flex w-full items-start gap-2 rounded-md px-2 py-1 text-left hover:bg-sunken"
          >
            <span className="min-w-0 flex-1">
              <span className="sr-only">{`${t('action.edit')} ${label}：`}</span>
              <FieldValue spec={spec} value={words ?? value} />
            </span>
            <Pencil
              className="mt-1 size-3.5 shrink-0 text-faint opacity-0 group-focus-within:opacity-100 group-hover:opacity-100"
              aria-hidden
            />
          </button>
        )}
      </dd>
    </div>
  );
}

function Editor({ spec, value, saving, onEdit, onSave, label }: InlineFieldProps & { label: string }) {
  const { t } = useTranslation();
  const errorId = useId();
  const [text, setText] = useState(() => fieldText(value));
  const [problem, setProblem] = useState<string | null>(null);
  const placed = useRef(false);
  const commit = () => {
    const next = parseField(spec.kind, text);
    if (next === null && spec.required === true) return setProblem(t('form.required'));
    const least = spec.kind === 'number' ? -Infinity : 0;
    if (typeof next === 'number' && !(Number.isFinite(next) && next >= least)) return setProblem(t('form.notNumber'));
    if (fieldText(next) === fieldText(value)) return onEdit(false);
    setProblem(null);
    onSave(next);
  };
  const settle = (form: HTMLFormElement | null) => {
    if (form === null) return undefined;
    if (!placed.current) form.querySelector<HTMLElement>('input, textarea, button')?.focus();
    placed.current = true;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      // In a single line Enter submits by itself; in a long text it is a line break unless a command key is held.
      if (event.key === 'Enter' && spec.kind === 'long_text' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
      if (event.key === 'Escape') onEdit(false);
    };
    form.addEventListener('keydown', onKeyDown);
    return () => form.removeEventListener('keydown', onKeyDown);
  };
  return (
    // `data-owns-escape`: the panel around it leaves Escape to this field.
    <form
      ref={settle}
      noValidate
      data-owns-escape
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        commit();
      }}
    >
      <div className="flex items-start gap-1">
        <div className="min-w-0 flex-1">
          <FieldControl
            spec={spec}
            text={text}
            onChange={setText}
            aria-label={label}
            aria-invalid={problem === null ? undefined : true}
            aria-describedby={problem === null ? undefined : errorId}
          />
        </div>
        <Button type="submit" size="icon" variant="primary" loading={saving} aria-label={t('action.save')}>
          {!saving && <Check aria-hidden />}
        </Button>
        <Button size="icon" variant="ghost" aria-label={t('action.cancel')} onClick={() => onEdit(false)}>
          <X aria-hidden />
        </Button>
      </div>
      {problem !== null && (
        <p id={errorId} role="alert" className="mt-1 text-xs text-danger">
          {problem}
        </p>
      )}
    </form>
  );
}
