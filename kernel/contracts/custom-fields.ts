import { z } from 'zod';

/** The records an organisation may give fields of its own. */
export const CUSTOM_ENTITIES = ['customer', 'contact', 'lead', 'opportunity'] as const;
export const CustomEntity = z.enum(CUSTOM_ENTITIES);
export type CustomEntity = z.infer<typeof CustomEntity>;

export const CUSTOM_TYPES = ['text', 'number', 'date', 'choice', 'multi_choice', 'boolean'] as const;
export const CustomType = z.enum(CUSTOM_TYPES);
export type CustomType = z.infer<typeof CustomType>;

/** A date is `YYYY-MM-DD`, a choice the `value` of one, a multi_choice a list of them. */
export const CustomValue = z.union([
  z.string().max(2000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(60)).max(50),
]);
export type CustomValue = z.infer<typeof CustomValue>;

const key = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'a letter, then letters, digits and _, at most 40');

/** The values of a record by key of the field; a field without a value is left out. */
export const CustomValues = z.record(z.string(), CustomValue);
export type CustomValues = z.infer<typeof CustomValues>;

/** Values to set; null clears one, what is left out stays. */
export const CustomInput = z.record(z.string().max(40), CustomValue.nullable());
export type CustomInput = z.infer<typeof CustomInput>;

const word = (max: number) =>
  z
    .string()
    .max(max)
    .transform((value) => value.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim())
    .pipe(z.string().min(1));

/** One choice. The label may change, the value stands in the records. An archived one cannot be chosen anew. */
export const CustomChoice = z.strictObject({
  value: word(60),
  label: word(60),
  archived: z.boolean().optional(),
});
export type CustomChoice = z.infer<typeof CustomChoice>;

/** A choice may be given as its label alone. */
const ChoiceInput = z.union([word(60).transform((label): CustomChoice => ({ value: label, label })), CustomChoice]);

export const CustomFieldView = z.object({
  id: z.uuid(),
  entity: CustomEntity,
  key: z.string(),
  label: z.string(),
  type: CustomType,
  choices: z.array(CustomChoice),
  required: z.boolean(),
  default: CustomValue.nullable(),
  /** Whether the search box looks at its values. */
  searchable: z.boolean(),
  position: z.int(),
  archived: z.boolean(),
  version: z.int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export type CustomFieldView = z.infer<typeof CustomFieldView>;

const settings = {
  label: word(40),
  type: CustomType,
  choices: z.array(ChoiceInput).max(200),
  required: z.boolean(),
  default: CustomValue.nullable(),
  searchable: z.boolean(),
  position: z.int().min(0).max(10_000),
};

export const CreateCustomField = z.strictObject({
  ...settings,
  entity: CustomEntity,
  /** Made from the label's pinyin when left out. */
  key: key.optional(),
  choices: settings.choices.optional(),
  required: settings.required.optional(),
  default: settings.default.optional(),
  searchable: settings.searchable.optional(),
  position: settings.position.optional(),
});
export type CreateCustomField = z.input<typeof CreateCustomField>;
export type NewCustomField = z.output<typeof CreateCustomField>;

export const UpdateCustomField = z
  .strictObject({ ...settings, archived: z.boolean() })
  .partial()
  .extend({ version: z.int().min(1) })
  .strict();
export type UpdateCustomField = z.output<typeof UpdateCustomField>;

export const CustomFieldList = z.strictObject({
  entity: CustomEntity.optional(),
  archived: z.stringbool().optional(),
  page: z.coerce.number().int().min(1).max(1000).default(1),
  page_size: z.coerce.number().int().min(1).max(200).default(200),
});
export type CustomFieldList = z.output<typeof CustomFieldList>;

const one = z.union([z.string().max(200), z.number(), z.boolean()]);
const bound = z.union([z.number(), z.iso.date()]);
/** What a list asks of one field: a value, any of several, a range of numbers or days, or null for «not filled in». */
export const CustomCondition = z.union([
  one,
  z.array(one).min(1).max(50),
  z.strictObject({ gte: bound.optional(), lte: bound.optional() }),
  z.null(),
]);
export type CustomCondition = z.infer<typeof CustomCondition>;

/** The parameter `custom` of a list: JSON of conditions by key, `{"level":"A","size":{"gte":10}}`. */
export const CustomFilter = z
  .string()
  .max(2000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'JSON is needed' });
      return z.NEVER;
    }
  })
  .pipe(
    z
      .record(z.string().max(40), CustomCondition)
      .refine((filter) => Object.keys(filter).length <= 10, { error: 'at most 10 fields' }),
  );
export type CustomFilter = z.output<typeof CustomFilter>;
