import { WifiOff } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { useChat, useConnection } from './chat-context.ts';
import { useChatTexts } from './use-chat-texts.ts';

/** Failures before anything is said: one quick reconnect is nobody's business. */
const QUIET_FAILURES = 1;

/** Says that the connection is gone, what that means, and lets one try at once. Floats: nothing moves for it. */
export function ConnectionBanner() {
  const texts = useChatTexts();
  const { store } = useChat();
  const { phase, attempt } = useConnection();
  const show = phase !== 'open' && phase !== 'stopped' && attempt > QUIET_FAILURES;
  return (
    <output className="pointer-events-none absolute inset-x-0 top-2 z-10 flex justify-center px-3">
      {show && (
        <span className="appear pointer-events-auto flex items-center gap-2 rounded-md border border-line bg-warning-soft px-3 py-1 text-sm text-warning shadow-float">
          <WifiOff className="size-4 shrink-0" aria-hidden />
          {texts.offline}
          <Button
            variant="link"
            size="sm"
            onMouseDown={(event) => event.preventDefault()}
            disabled={phase === 'connecting'}
            onClick={() => store.retryNow()}
          >
            {texts.reconnectNow}
          </Button>
        </span>
      )}
    </output>
  );
}
