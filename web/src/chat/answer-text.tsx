import { memo } from 'react';
import type { ComponentProps } from 'react';
import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { useChat } from './chat-context.ts';
import { safeLink } from './safe-link.ts';

const PLUGINS = [remarkGfm];
/** A model's words never load anything from elsewhere and never carry markup of their own. */
const NOT_SHOWN = ['img', 'input', 'hr'];

/** The words of an answer as Markdown, without HTML and images, and with links only to where one may go. */
export const AnswerText = memo(function AnswerText({ words }: { words: string }) {
  return (
    <div className="answer-text">
      <Markdown
        remarkPlugins={PLUGINS}
        skipHtml
        disallowedElements={NOT_SHOWN}
        urlTransform={(url) => safeLink(url, location.origin)?.href ?? ''}
        components={COMPONENTS}
      >
        {words}
      </Markdown>
    </div>
  );
});

/** A link inside the console is followed in place; one to elsewhere opens beside and says nothing of where it came from. */
function AnswerLink({ href, children }: ComponentProps<'a'>) {
  const { follow } = useChat();
  const link = safeLink(href, location.origin);
  if (!href || link === null) return <span>{children}</span>;
  const look = 'text-accent-ink underline underline-offset-2 hover:no-underline';
  if (link.external) {
    return (
      <a className={look} href={link.href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
    );
  }
  return (
    <a
      className={look}
      href={link.href}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        follow(link.href);
      }}
    >
      {children}
    </a>
  );
}

/** Headings of an answer stand below the page's own. */
const COMPONENTS = {
  a: AnswerLink,
  // Chinese has no slanted letters: emphasis is weight.
  em: ({ children }: ComponentProps<'em'>) => <em className="font-medium">{children}</em>,
  h1: ({ children }: ComponentProps<'h2'>) => <h2 className="mt-3 font-semibold">{children}</h2>,
  h2: ({ children }: ComponentProps<'h2'>) => <h2 className="mt-3 font-semibold">{children}</h2>,
  h3: ({ children }: ComponentProps<'h3'>) => <h3 className="mt-3 font-semibold">{children}</h3>,
  p: ({ children }: ComponentProps<'p'>) => <p className="not-first:mt-2">{children}</p>,
  ul: ({ children }: ComponentProps<'ul'>) => <ul className="mt-1 list-disc pl-5 marker:text-faint">{children}</ul>,
  ol: ({ children, start }: ComponentProps<'ol'>) => (
    <ol start={start} className="num mt-1 list-decimal pl-6 marker:text-faint">
      {children}
    </ol>
  ),
  blockquote: ({ children }: ComponentProps<'blockquote'>) => (
    <blockquote className="mt-2 border-l-2 border-line pl-3 text-muted">{children}</blockquote>
  ),
  code: ({ children }: ComponentProps<'code'>) => (
    <code className="rounded-sm bg-sunken px-1 font-mono text-sm">{children}</code>
  ),
  pre: ({ children }: ComponentProps<'pre'>) => (
    <pre className="mt-2 overflow-x-auto rounded-md bg-sunken p-2 text-sm">{children}</pre>
  ),
  table: ({ children }: ComponentProps<'table'>) => (
    <div className="mt-2 overflow-x-auto">
      <table className="num border-collapse text-left text-sm">{children}</table>
    </div>
  ),
  th: ({ children }: ComponentProps<'th'>) => (
    <th className="border-b border-line px-2 py-1 font-medium whitespace-nowrap text-muted">{children}</th>
  ),
  td: ({ children }: ComponentProps<'td'>) => <td className="border-b border-line px-2 py-1">{children}</td>,
};
