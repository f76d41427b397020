/**
 * The files after `--params`: read, judged by the schema of the design's params, and brought together. ajv compiles that
 * schema at run time, which needs `new Function`: it is loaded only here, and only when there is such a file.
 */

import type { Compilation } from "../compile.js";
import { projectCodes } from "../core/codes/project.js";
import { type Diagnostic, diagnose, type Fix } from "../core/diagnostic.js";
import type { GivenValue, GivenValues } from "../core/given-value.js";
import type { Host } from "../host/host.js";
import { loadParams, type ParamsFile } from "../load-params.js";
import { type DeclaredParameter, listParameters } from "../model/list-parameters.js";
import { describeSchema } from "../model/parameter-schema.js";

/** What the files give, with their texts for excerpts. */
export interface ReadParams {
  readonly given: GivenValues;
  readonly texts: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Returns the values of those files; of a name that several give, the last. */
export async function readParams(
  host: Host,
  paths: readonly string[],
  project: Compilation["project"],
): Promise<ReadParams> {
  const parameters = listParameters(project);
  const validate = await compileSchema(parameters);
  const values = new Map<string, GivenValue>();
  const texts = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  let complete = true;
  for (const path of paths) {
    const loaded = await loadParams(host, path);
    diagnostics.push(...loaded.diagnostics);
    texts.set(path, loaded.text);
    if (loaded.value === null) complete = false;
    else {
      const judged = judgeFile(loaded.value, parameters, validate);
      diagnostics.push(...judged.diagnostics);
      for (const value of judged.values) values.set(value.name.text, value);
    }
  }
  return { given: { values, complete }, texts, diagnostics };
}

/** Returns the names whose value has a JSON type that its param does not take. */
type Validate = (data: unknown) => ReadonlySet<string>;

async function compileSchema(parameters: readonly DeclaredParameter[]): Promise<Validate> {
  const { Ajv } = await import("ajv");
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  const validate = ajv.compile(describeSchema("the design", parameters));
  return (data) => {
    validate(data);
    // Names, bounds and units are judged by the language, which knows both places and the arithmetic.
    const wrong = (validate.errors ?? []).filter(({ keyword }) => keyword === "type");
    return new Set(wrong.map(({ instancePath }) => readPointer(instancePath)));
  };
}

/** The name in a JSON pointer of one step. */
function readPointer(pointer: string): string {
  return pointer.slice(1).replaceAll("~1", "/").replaceAll("~0", "~");
}

function judgeFile(
  file: ParamsFile,
  parameters: readonly DeclaredParameter[],
  validate: Validate,
): { readonly values: readonly GivenValue[]; readonly diagnostics: readonly Diagnostic[] } {
  const wrong = validate(file.data);
  const diagnostics: Diagnostic[] = [];
  const values = file.values.map((value): GivenValue => {
    const parameter = parameters.find(({ name }) => name === value.name.text);
    if (parameter === undefined || value.form === "refused" || !wrong.has(value.name.text)) return value;
    diagnostics.push(reportForm(value, parameter));
    return { ...value, form: "refused" };
  });
  return { values, diagnostics };
}

const forms = { number: "a number", text: "a text in quotes", truth: "true or false" } as const;

function reportForm(value: GivenValue, parameter: DeclaredParameter): Diagnostic {
  const { name, form, text, span } = value;
  const found = form === "refused" ? "something else" : `${forms[form]}, \`${form === "text" ? `"${text}"` : text}\``;
  const wanted = nameForm(parameter);
  const fixes = offerFix(value, parameter);
  return diagnose(
    projectCodes.wrongForm,
    `\`${name.text}\` must be ${wanted}, found ${found}`,
    [
      { span, text: "" },
      { span: parameter.origin, text: `${parameter.type?.doc ?? ""}` },
    ],
    { help: fixes.length > 0 ? `write \`"${name.text}": ${text}\`` : exampleOf(parameter), fixes },
  );
}

function nameForm({ type }: DeclaredParameter): string {
  switch (type?.kind) {
    case "count":
      return "a whole number without quotes";
    case "quantity":
      return type.dimension === "" ? "a number" : "a quantity with its unit, in quotes";
    case "truth":
      return "true or false, without quotes";
    default:
      return "a text in quotes";
  }
}

function exampleOf({ name, type, plainDefault }: DeclaredParameter): string {
  const example = plainDefault ?? (type?.kind === "count" ? 4 : type?.kind === "truth" ? true : null);
  return example === null ? `a ${name} is ${type?.doc ?? ""}` : `write \`"${name}": ${JSON.stringify(example)}\``;
}

/** Quotes too many are certain; anything else may be meant otherwise. */
function offerFix({ form, text, span }: GivenValue, { type }: DeclaredParameter): readonly Fix[] {
  const isWhole = type?.kind === "count" && form === "text" && /^\d+$/.test(text);
  const isTruth = type?.kind === "truth" && form === "text" && /^(true|false)$/.test(text);
  return isWhole || isTruth ? [{ title: "take the quotes away", edits: [{ span, text }], safe: true }] : [];
}
