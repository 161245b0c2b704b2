import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Citation } from '../../../../kernel/contracts/knowledge.ts';

interface CitedTextProps {
  text: string;
  citations: readonly Citation[];
  onOpen: (citation: Citation) => void;
}

const NUMBER = /\[(\d{1,2})\]/;

/** The words of an answer; each `[1]` opens the passage it stands for. A number without a source stays text. */
export function CitedText({ text, citations, onOpen }: CitedTextProps) {
  const { t } = useTranslation();
  return (
    <p className="break-words whitespace-pre-line">
      {text.split(NUMBER).map((piece, index) => {
        if (index % 2 === 0) return <Fragment key={index}>{piece}</Fragment>;
        const citation = citations.find(({ number }) => String(number) === piece);
        if (citation === undefined) return <Fragment key={index}>[{piece}]</Fragment>;
        return (
          <button
            key={index}
            type="button"
            aria-label={t('knowledge.openSource', { number: piece, title: citation.title })}
            title={citation.title}
            className="num mx-0.5 rounded-sm bg-accent-soft px-1 text-xs text-accent-ink hover:underline"
            onClick={() => onOpen(citation)}
          >
            {piece}
          </button>
        );
      })}
    </p>
  );
}
