import { Pencil, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';

interface RuleRowProps {
  /** Names the rule in what its buttons say aloud. */
  name: string;
  /** The word on the button that turns it on or off. */
  turnWord: string;
  /** False for who may only look. */
  mayChange: boolean;
  onTurn: () => void;
  onEdit: () => void;
  /** A rule that cannot be deleted has none. */
  onDelete?: () => void;
  children: ReactNode;
}

/** A line of a list of settings: what it is, and the buttons that turn, edit and delete it. */
export function RuleRow({ name, turnWord, mayChange, onTurn, onEdit, onDelete, children }: RuleRowProps) {
  const { t } = useTranslation();
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2 last:border-b-0">
      {children}
      {mayChange && (
        <span className="ml-auto flex gap-1">
          <Button size="sm" variant="ghost" aria-label={`${turnWord} ${name}`} onClick={onTurn}>
            {turnWord}
          </Button>
          <Button size="icon-sm" variant="ghost" aria-label={`${t('action.edit')} ${name}`} onClick={onEdit}>
            <Pencil aria-hidden />
          </Button>
          {onDelete && (
            <Button size="icon-sm" variant="ghost" aria-label={`${t('action.delete')} ${name}`} onClick={onDelete}>
              <Trash2 aria-hidden />
            </Button>
          )}
        </span>
      )}
    </li>
  );
}
