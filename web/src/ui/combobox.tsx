import { Command } from 'cmdk';
import { Check, ChevronDown } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from './cn.ts';
import { INPUT_LOOK } from './input.tsx';
import { MENU_LOOK } from './menu-look.ts';

export interface ComboboxOption {
  value: string;
  label: string;
  /** A second, quiet word beside the label. */
  note?: string | undefined;
}

interface ComboboxProps {
  value: string | undefined;
  onChange: (value: string) => void;
  options: readonly ComboboxOption[];
  placeholder?: string | undefined;
  /** With it the caller searches (a server, say) and `options` are what it found. */
  onSearch?: (text: string) => void;
  loading?: boolean;
  /** With it a text that is no option can be taken as a new value. */
  onCreate?: (text: string) => void;
  disabled?: boolean;
  className?: string;
  id?: string | undefined;
  'aria-label'?: string | undefined;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: true | undefined;
}

/** A choice of one among many, by typing. */
export function Combobox(props: ComboboxProps) {
  const { value, onChange, options, placeholder, disabled, className, onSearch, onCreate, loading, ...rest } = props;
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const chosen = options.find((option) => option.value === value);
  const shown = chosen?.label ?? placeholder ?? t('action.choose');
  const choose = (next: () => void) => {
    next();
    setOpen(false);
    setText('');
  };
  const line =
    'flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 py-1 select-none data-[selected=true]:bg-sunken';
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        disabled={disabled}
        className={cn(INPUT_LOOK, 'inline-flex items-center justify-between gap-2 text-left', className)}
        {...rest}
        aria-label={rest['aria-label'] === undefined ? undefined : `${rest['aria-label']}：${shown}`}
      >
        <span className={cn('truncate', chosen === undefined && 'text-faint')}>{shown}</span>
        <ChevronDown className="size-4 shrink-0 text-faint" aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className={cn(MENU_LOOK, 'w-(--radix-popover-trigger-width) min-w-56 p-0')}
        >
          <Command
            shouldFilter={onSearch === undefined}
            label={rest['aria-label'] ?? placeholder ?? t('action.choose')}
          >
            <Command.Input
              value={text}
              onValueChange={(next) => {
                setText(next);
                onSearch?.(next);
              }}
              placeholder={t('action.typeToSearch')}
              className="h-9 w-full border-b border-line bg-transparent px-3 outline-none"
            />
            <Command.List className="max-h-64 overflow-y-auto p-1">
              {loading === true && <p className="px-2 py-2 text-sm text-muted">{t('state.loading')}</p>}
              {loading !== true && (
                <Command.Empty className="px-2 py-2 text-sm text-muted">{t('state.noMatch')}</Command.Empty>
              )}
              {options.map((option) => (
                <Command.Item
                  key={option.value}
                  value={`${option.label} ${option.note ?? ''} ${option.value}`}
                  onSelect={() => choose(() => onChange(option.value))}
                  className={line}
                >
                  <span className="min-w-0 flex-1 truncate">{option.label}</span>
                  {option.note !== undefined && <span className="truncate text-xs text-faint">{option.note}</span>}
                  {option.value === value && <Check className="size-4 shrink-0" aria-hidden />}
                </Command.Item>
              ))}
              {onCreate !== undefined && text.trim() !== '' && !options.some((one) => one.label === text.trim()) && (
                <Command.Item
                  forceMount
                  value={`＋ ${text}`}
                  onSelect={() => choose(() => onCreate(text.trim()))}
                  className={line}
                >
                  {t('action.createNamed', { name: text.trim() })}
                </Command.Item>
              )}
            </Command.List>
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
