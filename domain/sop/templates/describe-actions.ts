import { z } from 'zod';
import type { SopActionView } from '../../../kernel/contracts/sop-templates.ts';
import type { SopActionType } from '../../../kernel/contracts/sop.ts';
import { SOP_ACTIONS } from '../actions/registry.ts';
import { writtenConfig, writtenName } from './wire-config.ts';

/** Every action with the schema of its own fields, for the designer. */
export function describeActions(): SopActionView[] {
  return SOP_ACTIONS.map(({ type, title, description, config }) => ({
    type,
    title,
    description,
    config_schema: asWritten(type, z.toJSONSchema(config, { io: 'input', unrepresentable: 'any' })),
  }));
}

interface ObjectSchema {
  properties?: Record<string, unknown>;
  required?: string[];
  anyOf?: ObjectSchema[];
}

/** The schema with the names under which the fields are written in a step. */
function asWritten(type: SopActionType, schema: object): Record<string, unknown> {
  const { properties, required, anyOf } = schema as ObjectSchema;
  return {
    ...schema,
    ...(properties && { properties: writtenConfig(type, properties) }),
    ...(required && { required: required.map((name) => writtenName(type, name)) }),
    ...(anyOf && { anyOf: anyOf.map((one) => asWritten(type, one)) }),
  };
}
