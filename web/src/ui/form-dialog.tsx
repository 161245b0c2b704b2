import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { cn } from './cn.ts';
import { Dialog } from './dialog.tsx';

interface FormDialogProps {
  /** False keeps what was typed for the next time; a dialog that is not rendered forgets it. */
  open?: boolean;
  title: string;
  description?: ReactNode;
  /** Width of the dialog, such as `max-w-md`. */
  className?: string;
  /** Fields below each other, or two in a row where there is room. */
  layout?: 'column' | 'grid';
  /** Space between the fields. */
  gap?: 'gap-3' | 'gap-4';
  /** The word on the main button; «save» unless given. */
  saveLabel?: string;
  /** False while what was typed cannot be saved: the button rests and Enter does nothing. */
  ready?: boolean;
  pending: boolean;
  onSave: () => void;
  onClose: () => void;
  /** What stands at the left of the foot. */
  aside?: ReactNode;
  children: ReactNode;
}

/**
 * A dialog that is one form: its fields, and at the foot cancel and save. The caller closes it when saving worked, so
 * that a refusal keeps what was typed.
 */
export function FormDialog(props: FormDialogProps) {
  const { open = true, ready = true, layout = 'column', gap = 'gap-4', pending, onSave, onClose } = props;
  const { t } = useTranslation();
  const id = useId();
  return (
    <Dialog
      open={open}
      onOpenChange={(stays) => !stays && onClose()}
      title={props.title}
      description={props.description}
      className={props.className ?? ''}
      footer={
        <>
          {props.aside !== undefined && <div className="mr-auto flex items-center">{props.aside}</div>}
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button variant="primary" type="submit" form={id} loading={pending} disabled={!ready}>
            {props.saveLabel ?? t('action.save')}
          </Button>
        </>
      }
    >
      <form
        id={id}
        noValidate
        className={cn(layout === 'grid' ? 'grid sm:grid-cols-2' : 'flex flex-col', gap)}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !pending) onSave();
        }}
      >
        {props.children}
      </form>
    </Dialog>
  );
}
