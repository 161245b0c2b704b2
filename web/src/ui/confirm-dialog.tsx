import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will happen and whether it can be undone. */
  body?: ReactNode;
  /** The verb of the deed, never just "OK". */
  confirmLabel: string;
  danger?: boolean;
  pending?: boolean;
  onConfirm: () => void;
}

/** Asks before something that cannot be taken back. The focus starts on closing, the safe answer. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={props.title}
      className="max-w-md"
      footer={
        <>
          <Button onClick={() => props.onOpenChange(false)}>{t('action.cancel')}</Button>
          <Button
            variant={props.danger === true ? 'danger' : 'primary'}
            loading={props.pending === true}
            onClick={props.onConfirm}
          >
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      <div className="text-muted">{props.body}</div>
    </Dialog>
  );
}
