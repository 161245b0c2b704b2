import { PanelLeft } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { useChatTexts } from './use-chat-texts.ts';

interface ConversationDrawerProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  children: ReactNode;
}

/** The list of conversations where there is no room beside the thread: behind a button, over the page. */
export function ConversationDrawer({ open, onOpenChange, children }: ConversationDrawerProps) {
  const texts = useChatTexts();
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Trigger asChild>
        <Button variant="ghost" size="icon" aria-label={texts.openList} className="lg:hidden">
          <PanelLeft aria-hidden />
        </Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="appear fixed inset-0 z-30 bg-overlay" />
        <Dialog.Content
          aria-describedby={undefined}
          className="appear fixed inset-y-0 left-0 z-30 flex w-72 max-w-[85vw] flex-col border-r border-line bg-canvas shadow-float"
        >
          <Dialog.Title className="sr-only">{texts.conversations}</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
