import { Toaster as Sonner } from 'sonner';
import { useTheme } from '../theme/use-theme.ts';

/** Where short notices appear. Mount once. */
export function Toaster() {
  const { resolved } = useTheme();
  return (
    <Sonner
      theme={resolved}
      position="top-center"
      duration={5000}
      toastOptions={{
        classNames: {
          toast: '!rounded-md !border-line !bg-surface !font-sans !text-ink !shadow-float',
          description: '!text-muted',
          actionButton: '!bg-accent !text-on-accent',
        },
      }}
    />
  );
}

export { toast } from 'sonner';
