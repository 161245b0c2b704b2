import { z } from 'zod';
import { SopContent, SopContentInput, SopProblem, SopStatus, SopStep, SopType } from './sop.ts';

const Name = z.string().trim().min(1).max(80);
const Description = z.string().trim().max(500);
const Category = z.string().trim().max(60);
const Tags = z.array(z.string().trim().min(1).max(30)).max(20);
const Note = z.string().trim().max(300);

/** What a new template is made from (spec 000 «POST /api/v1/sop/templates»); without steps it is a beginning. */
export const CreateSopTemplate = SopContentInput.extend({
  steps: SopContentInput.shape.steps.default([]),
  name: Name,
  description: Description.default(''),
  sop_type: SopType,
  category: Category.default(''),
  tags: Tags.default([]),
  note: Note.default(''),
});
export type CreateSopTemplate = z.infer<typeof CreateSopTemplate>;

/**
 * What is changed of a template. A change of steps, triggers, targets or settings becomes its next version; `revision` is the
 * one that was read, so that nobody overwrites another's work.
 */
export const UpdateSopTemplate = z.strictObject({
  name: Name.optional(),
  description: Description.optional(),
  sop_type: SopType.optional(),
  category: Category.optional(),
  tags: Tags.optional(),
  steps: SopContentInput.shape.steps.optional(),
  trigger_config: SopContentInput.shape.trigger_config.unwrap().optional(),
  target_config: SopContentInput.shape.target_config.unwrap().optional(),
  settings: SopContentInput.shape.settings.unwrap().optional(),
  note: Note.default(''),
  revision: z.int().min(1),
});
export type UpdateSopTemplate = z.infer<typeof UpdateSopTemplate>;

/** A step as the spec writes it: the action's own fields stand beside those of every step. */
export const SopStepView = SopStep.omit({ config: true }).loose();
export type SopStepView = z.infer<typeof SopStepView>;

/** A template in a list (spec 000 «SOP模板详情», without its content). */
export const SopTemplateRow = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  sop_type: SopType,
  category: z.string(),
  tags: z.array(z.string()),
  status: SopStatus,
  /** Of the newest version, as people write it: `1.0` is the first, `1.1` the second. */
  version: z.string(),
  version_number: z.int(),
  /** The version new instances begin on; null: never activated. */
  active_version_number: z.int().nullable(),
  total_instances: z.int(),
  active_instances: z.int(),
  /** Completed of all that ended, as «87.5%»; «-» while none has ended. */
  success_rate: z.string(),
  is_active: z.boolean(),
  library_name: z.string().nullable(),
  step_count: z.int(),
  created_by: z.string().nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  last_used_at: z.iso.datetime().nullable(),
  /** Counts every change; writing verbs take it. */
  revision: z.int(),
});
export type SopTemplateRow = z.infer<typeof SopTemplateRow>;

/** A template with the content of its newest version. */
export const SopTemplateView = SopTemplateRow.extend({
  steps: z.array(SopStepView),
  trigger_config: SopContent.shape.trigger_config,
  target_config: SopContent.shape.target_config,
  settings: SopContent.shape.settings,
});
export type SopTemplateView = z.infer<typeof SopTemplateView>;

/** The revision that was read; null in the place of one: whatever stands there now. */
export const SopRevision = z.strictObject({ revision: z.int().min(1).optional() });
export const ActivateSopTemplate = SopRevision.extend({
  /** The newest by default. */
  version_number: z.int().min(1).optional(),
});
export type ActivateSopTemplate = z.infer<typeof ActivateSopTemplate>;

export const CopySopTemplate = z.strictObject({
  /** By default the old one with «副本». */
  name: Name.optional(),
});
export const RestoreSopVersion = SopRevision.extend({ note: Note.default('') });

export const SopVersionView = z.object({
  number: z.int(),
  version: z.string(),
  note: z.string(),
  author: z.string().nullable(),
  active: z.boolean(),
  steps: z.int(),
  /** Instances that run on it now. */
  open_instances: z.int(),
  created_at: z.iso.datetime(),
});
export type SopVersionView = z.infer<typeof SopVersionView>;
export const SopVersionDetail = SopVersionView.extend({ content: SopContent });
export type SopVersionDetail = z.infer<typeof SopVersionDetail>;

const FieldChange = z.object({ field: z.string(), before: z.unknown(), after: z.unknown() });
export const SopDiffQuery = z.strictObject({
  from: z.coerce.number().int().min(1),
  to: z.coerce.number().int().min(1),
});
/** What one version changes against another. */
export const SopDiff = z.object({
  from: z.int(),
  to: z.int(),
  added: z.array(SopStep),
  removed: z.array(SopStep),
  changed: z.array(z.object({ id: z.string(), name: z.string(), fields: z.array(FieldChange) })),
  /** Of triggers, targets and settings: `trigger_config.keywords`. */
  fields: z.array(FieldChange),
});
export type SopDiff = z.infer<typeof SopDiff>;

/** The mark a file of a template begins with. */
export const SOP_EXPORT_FORMAT = 'xiaoshu.sop-template';
/** A template as a file that another service of ours takes in. Materials and other templates are named, not carried along. */
export const SopExport = z.strictObject({
  format: z.literal(SOP_EXPORT_FORMAT),
  format_version: z.literal(1),
  exported_at: z.iso.datetime(),
  template: CreateSopTemplate,
  /** What the ids in the steps stand for. */
  materials: z.array(z.strictObject({ id: z.uuid(), name: z.string().max(200), kind: z.string().max(20) })).max(200),
  templates: z.array(z.strictObject({ id: z.uuid(), name: z.string().max(80) })).max(200),
});
export type SopExport = z.infer<typeof SopExport>;
export const ImportSopTemplate = z.strictObject({
  file: SopExport,
  /** In the place of the name in the file. */
  name: Name.optional(),
  /** Ids of the file to ids here, for materials and templates alike; what is left out is found by its name. */
  ids: z.record(z.uuid(), z.uuid()).default({}),
});
export type ImportSopTemplate = z.infer<typeof ImportSopTemplate>;
/** The draft that was made, and what has to be mended before it can be activated. */
export const SopImported = z.object({ template: SopTemplateView, problems: z.array(SopProblem) });
export type SopImported = z.infer<typeof SopImported>;

/** An action as the designer shows it. */
export const SopActionView = z.object({
  type: z.string(),
  title: z.string(),
  description: z.string(),
  /** JSON Schema of its own fields. */
  config_schema: z.record(z.string(), z.unknown()),
});
export type SopActionView = z.infer<typeof SopActionView>;
/** A variable that is always there. */
export const SopVariableView = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum(['text', 'number']),
  example: z.union([z.string(), z.number()]),
});
export type SopVariableView = z.infer<typeof SopVariableView>;

/** A ready template of the library. */
export const SopLibraryItem = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  sop_type: SopType,
  category: z.string(),
  tags: z.array(z.string()),
  /** When to take it, for people and for the one who drafts from a described goal. */
  situation: z.string(),
  step_count: z.int(),
  steps: z.array(z.object({ id: z.string(), name: z.string(), action_type: z.string(), text: z.string() })),
});
export type SopLibraryItem = z.infer<typeof SopLibraryItem>;
export const TakeFromLibrary = z.strictObject({
  /** By default the library's title. */
  name: Name.optional(),
});
