import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TagRuleView } from '../../../../kernel/contracts/tag-rules.ts';
import { api } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { ConditionBuilder, useConditionFields } from '../conditions/condition-builder.tsx';
import { EMPTY_DRAFT, toCondition, toDraft, type Draft } from '../conditions/draft.ts';
import { runAction } from '../records/run-action.ts';
import { LiveCount } from '../segments/live-count.tsx';

/** Tags may not name tags: rules would trigger each other without end. */
const WITHOUT = ['tags'] as const;

/** Writes a tag rule: the tag, who gets it, and how many that are now. */
export function TagRuleDialog({ rule, onClose }: { rule: TagRuleView | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [tag, setTag] = useState(rule?.tag ?? '');
  const [active, setActive] = useState(rule?.active ?? true);
  const [draft, setDraft] = useState<Draft | undefined>(rule ? toDraft(rule.condition) : EMPTY_DRAFT);
  const [pending, setPending] = useState(false);
  const fields = useConditionFields('customer').data ?? [];
  const condition = draft === undefined ? rule?.condition : toCondition(draft, fields);
  const save = async () => {
    setPending(true);
    const body = { tag: tag.trim(), condition, active };
    const work = () =>
      rule
        ? api.patch(`crm/tag-rules/${rule.id}`, { ...body, version: rule.version })
        : api.post('crm/tag-rules', body);
    const done = await runAction(t, work, t('customerRule.tagSaved'));
    setPending(false);
    await queries.invalidateQueries({ queryKey: ['crm/tag-rules'] });
    if (done) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(rule ? 'customerRule.editTag' : 'customerRule.createTag')}
      className="max-w-2xl"
      footer={
        <Button
          variant="primary"
          loading={pending}
          disabled={tag.trim() === '' || condition === undefined}
          onClick={() => void save()}
        >
          {t('action.save')}
        </Button>
      }
    >
      <form className="flex flex-col gap-4" onSubmit={(event) => event.preventDefault()}>
        <Field label={t('customerRule.tag')} required>
          {(control) => (
            <Input {...control} maxLength={40} value={tag} onChange={(event) => setTag(event.target.value)} />
          )}
        </Field>
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 text-sm font-medium text-muted">{t('customerRule.condition')}</legend>
          {draft === undefined ? (
            <p className="text-sm text-muted">{t('condition.complex')}</p>
          ) : (
            <ConditionBuilder
              entity="customer"
              draft={draft}
              onChange={setDraft}
              emptyHint={t('customerRule.everything')}
              without={WITHOUT}
            />
          )}
        </fieldset>
        <LiveCount entity="customer" condition={condition} />
        <label className="flex items-center gap-2 text-sm">
          <Checkbox checked={active} onChange={setActive} />
          {t('customerRule.active')}
        </label>
      </form>
    </Dialog>
  );
}
