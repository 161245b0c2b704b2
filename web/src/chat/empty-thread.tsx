import { useChat } from './chat-context.ts';
import { startersFor } from './starters.ts';
import { useChatTexts } from './use-chat-texts.ts';

/** A conversation that has not begun: what the assistant is for, and examples that work right away. */
export function EmptyThread({ onSay }: { onSay(words: string): void }) {
  const texts = useChatTexts();
  const { user } = useChat();
  return (
    <div className="my-auto py-8">
      <h2 className="text-xl font-semibold">{texts.greeting(user.name)}</h2>
      <p className="mt-1 max-w-lg text-muted">{texts.greetingHint}</p>
      <ul className="mt-6 grid gap-2 sm:grid-cols-2">
        {startersFor(user.role).map((words) => (
          <li key={words}>
            <button
              type="button"
              className="tap w-full rounded-md border border-line bg-surface px-3 py-2 text-left hover:border-line-strong hover:bg-sunken"
              onClick={() => onSay(words)}
            >
              {words}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
