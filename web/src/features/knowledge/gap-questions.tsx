import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GAP_SOURCES, type GapView } from '../../../../kernel/contracts/knowledge-quality.ts';
import { Button } from '../../ui/button.tsx';
import { usePage } from '../lists/use-page.ts';
import { TimeText } from '../records/time-text.tsx';

interface GapQuestion {
  question: string;
  source: string;
  created_at: string;
}

const MOST = 200;

/** Some of a gap's questions, and all of them with their days where one wants to see them. */
export function GapQuestions({ gap }: { gap: GapView }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const query = usePage<GapQuestion>(`knowledge/gaps/${gap.id}/questions`, { page_size: MOST }, { enabled: open });
  const sourceOf = (source: string) => GAP_SOURCES.find((one) => one === source) ?? 'asked';
  return (
    <div className="text-sm">
      <ul className="list-disc pl-5 text-muted">
        {open && query.data !== undefined
          ? query.data.items.map((one) => (
              <li key={`${one.created_at} ${one.question}`}>
                {one.question} <TimeText at={one.created_at} className="text-faint" />{' '}
                <span className="text-faint">{t(`gapSource.${sourceOf(one.source)}`)}</span>
              </li>
            ))
          : gap.samples.map((sample) => <li key={sample}>{sample}</li>)}
      </ul>
      {gap.questions > 1 && (
        <Button
          variant="link"
          className="px-0"
          size="sm"
          aria-expanded={open}
          loading={open && query.isPending}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'knowledge.fewerQuestions' : 'knowledge.allQuestions', { count: gap.questions })}
        </Button>
      )}
    </div>
  );
}
