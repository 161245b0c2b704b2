import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: object }> }>;
}

interface Description {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, object> };
}

const JSON_TYPE = 'application/json';

/**
 * Turns what OpenAPI 3.0 says of null into JSON Schema, and closes objects that name their properties: a misspelt field of
 * ours must not pass. (The description has no `allOf`, so that is safe.)
 */
function adapt(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(adapt);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, example: _example, ...rest } = node as Record<string, unknown>;
  const adapted = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, adapt(value)]));
  if (nullable === true) {
    if (Object.keys(rest).length === 0) return { type: 'null' };
    if (typeof rest['type'] === 'string') adapted['type'] = [rest['type'], 'null'];
    if (Array.isArray(rest['enum'])) adapted['enum'] = [...(rest['enum'] as unknown[]), null];
  }
  const isClosable = typeof rest['properties'] === 'object' && rest['additionalProperties'] === undefined;
  return isClosable ? { ...adapted, additionalProperties: false } : adapted;
}

/** Checks requests and answers against the description of Qdrant. */
export class WireCheck {
  readonly #paths: Description['paths'];
  readonly #ajv: Ajv;
  readonly #known = new Map<object, ValidateFunction>();

  constructor() {
    const text = readFileSync(new URL('./qdrant-openapi.json', import.meta.url), 'utf8');
    const description = JSON.parse(text) as Description;
    this.#paths = description.paths;
    this.#ajv = new Ajv({ strict: false, allErrors: false, validateFormats: true, discriminator: false });
    (addFormats as unknown as (ajv: Ajv) => void)(this.#ajv);
    for (const format of ['uint', 'uint8', 'uint16', 'uint32', 'uint64', 'float', 'double', 'int32', 'int64'])
      this.#ajv.addFormat(format, true);
    this.#ajv.addSchema({ components: adapt({ schemas: description.components.schemas }) as object }, 'qdrant');
  }

  /** The description's path for an address, with the values of its parameters; undefined when it has none. */
  match(method: string, path: string): { template: string; params: Record<string, string> } | undefined {
    for (const [template, operations] of Object.entries(this.#paths)) {
      if (!operations[method.toLowerCase()]) continue;
      const names = [...template.matchAll(/\{(\w+)\}/g)].map((one) => one[1]!);
      const pattern = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '([^/]+)')}$`);
      const values = pattern.exec(path)?.slice(1);
      if (values) {
        const params = Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(values[at]!)]));
        return { template, params };
      }
    }
    return undefined;
  }

  /** What is wrong with a request; undefined when it is right. */
  request(method: string, template: string, queryNames: readonly string[], body: unknown): string | undefined {
    const operation = this.#paths[template]![method.toLowerCase()]!;
    const allowed = (operation.parameters ?? []).filter((one) => one.in === 'query').map((one) => one.name);
    const unknown = queryNames.find((name) => !allowed.includes(name));
    if (unknown !== undefined) return `unknown query parameter ${unknown}`;
    const schema = operation.requestBody?.content[JSON_TYPE]?.schema;
    // Qdrant's own client sends {} with every POST; the server reads no body there.
    if (!schema) return body === undefined || isEmpty(body) ? undefined : 'a body where none belongs';
    return this.#problem(schema, body);
  }

  /** What is wrong with an answer; undefined when it is right. */
  answer(method: string, template: string, status: number, body: unknown): string | undefined {
    const { responses } = this.#paths[template]![method.toLowerCase()]!;
    const response =
      responses[String(status)] ?? (status >= 400 ? responses['4XX'] : undefined) ?? responses['default'];
    const schema = response?.content?.[JSON_TYPE]?.schema;
    return schema ? this.#problem(schema, body) : undefined;
  }

  #problem(schema: object, value: unknown): string | undefined {
    let validate = this.#known.get(schema);
    if (!validate) {
      const own = JSON.parse(
        JSON.stringify(adapt(schema)).replaceAll('"#/components/', '"qdrant#/components/'),
      ) as object;
      validate = this.#ajv.compile(own);
      this.#known.set(schema, validate);
    }
    return validate(value) ? undefined : this.#ajv.errorsText(validate.errors);
  }
}

function isEmpty(body: unknown): boolean {
  return typeof body === 'object' && body !== null && Object.keys(body).length === 0;
}
