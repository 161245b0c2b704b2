import { Command } from 'cmdk';
import { Check, ChevronDown, X } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '../../ui/cn.ts';
import { MENU_LOOK } from '../../ui/menu-look.ts';

export interface FilterOption {
  value: string;
  label: string;
}

interface FilterChipProps {
  label: string;
  value: string | undefined;
  options: readonly FilterOption[];
  onChange: (value: string | undefined) => void;
}

/** One filter: quiet while it is open to all, coloured with its value once set, with a cross to lift it. */
export function FilterChip({ label, value, options, onChange }: FilterChipProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const set = value !== undefined;
  const name = options.find((option) => option.value === value)?.label ?? value;
  return (
    <span
      className={cn(
        'inline-flex shrink-0 items-stretch rounded-md border text-sm',
        set ? 'border-accent/40 bg-accent-soft text-accent-ink' : 'border-line bg-surface text-muted',
      )}
    >
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger className="tap flex h-7 items-center gap-1 rounded-md px-2 hover:text-ink">
          {label}
          {set && <span className="max-w-40 truncate font-medium">：{name}</span>}
          {!set && <ChevronDown className="size-3.5" aria-hidden />}
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content align="start" sideOffset={4} collisionPadding={8} className={cn(MENU_LOOK, 'w-56 p-0')}>
            <Command label={label}>
              {options.length > 8 && (
                <Command.Input
                  placeholder={t('action.typeToSearch')}
                  className="h-9 w-full border-b border-line bg-transparent px-3 outline-none"
                />
              )}
              <Command.List className="max-h-72 overflow-y-auto p-1" tabIndex={-1}>
                <Command.Empty className="px-2 py-2 text-sm text-muted">{t('state.noMatch')}</Command.Empty>
                {options.map((option) => (
                  <Command.Item
                    key={option.value}
                    value={`${option.label} ${option.value}`}
                    onSelect={() => {
                      onChange(option.value === value ? undefined : option.value);
                      setOpen(false);
                    }}
                    className="tap flex min-h-8 items-center gap-2 rounded-sm px-2 py-1 data-[selected=true]:bg-sunken"
                  >
                    <span className="min-w-0 flex-1 truncate">{option.label}</span>
                    {option.value === value && <Check className="size-4 shrink-0" aria-hidden />}
                  </Command.Item>
                ))}
              </Command.List>
            </Command>
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      {set && (
        <button
          type="button"
          className="tap flex w-6 items-center justify-center rounded-md hover:text-ink"
          aria-label={t('list.liftFilter', { name: label })}
          onClick={() => onChange(undefined)}
        >
          <X className="size-3.5" aria-hidden />
        </button>
      )}
    </span>
  );
}
