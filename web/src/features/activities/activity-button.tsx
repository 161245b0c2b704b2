import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { ActivityDialog } from './activity-dialog.tsx';
import type { ActivityParents } from './activity-parents.ts';

/** The way to a new follow-up about something. */
export function ActivityButton({ parents, prominent }: { parents: ActivityParents; prominent?: boolean }) {
  const { t } = useTranslation();
  const mayWrite = useMay('crm.write');
  const [open, setOpen] = useState(false);
  if (!mayWrite) return null;
  return (
    <>
      <Button
        size={prominent === true ? 'md' : 'sm'}
        variant={prominent === true ? 'primary' : 'ghost'}
        onClick={() => setOpen(true)}
      >
        <Plus aria-hidden />
        {t('activity.create')}
      </Button>
      {open && <ActivityDialog parents={parents} onClose={() => setOpen(false)} />}
    </>
  );
}
