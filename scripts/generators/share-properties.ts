/**
 * Makes a schema smaller to compile, with the same verdicts. The kinds of part repeat the same properties; what is the
 * same in all of them is checked in one place, and a kind only says which names it knows.
 */

/** A schema, or a piece of one. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

/** Returns the schema with the properties of its definitions `prefix_*` shared; descriptions are dropped. */
export function shareProperties(schema: Schema, prefix: string): Schema {
  const bare = dropDescriptions(schema) as Schema;
  const definitions = bare["definitions"] as Readonly<Record<string, Schema>>;
  const members = Object.entries(definitions).filter(([name]) => name.startsWith(`${prefix}_`));
  const shared = findShared(members.map(([, member]) => propertiesOf(member)));
  const slim = members.map(([name, member]) => [name, slimDown(member, shared)]);
  return {
    ...bare,
    definitions: { ...definitions, ...Object.fromEntries(slim), shared_values: groupByValue(shared) },
  };
}

function dropDescriptions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropDescriptions);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key, inner]) => key !== "description" || typeof inner === "object");
  return Object.fromEntries(kept.map(([key, inner]) => [key, dropDescriptions(inner)]));
}

function propertiesOf(member: Schema): Readonly<Record<string, Schema>> {
  return member["properties"] as Readonly<Record<string, Schema>>;
}

/** Returns the properties that have one schema wherever they occur. */
function findShared(all: readonly Readonly<Record<string, Schema>>[]): ReadonlyMap<string, string> {
  const found = new Map<string, string | null>();
  for (const [name, schema] of all.flatMap((properties) => Object.entries(properties))) {
    const text = JSON.stringify(schema);
    const known = found.get(name);
    found.set(name, known === undefined || known === text ? text : null);
  }
  return new Map([...found].filter((entry): entry is [string, string] => entry[1] !== null));
}

/** A shared property is only known by name; the others keep their schema. */
function slimDown(member: Schema, shared: ReadonlyMap<string, string>): Schema {
  const properties = Object.entries(propertiesOf(member)).map(([name, own]) => [name, shared.has(name) ? true : own]);
  const own = (member["allOf"] ?? []) as readonly Schema[];
  const allOf = [...own, { $ref: "#/definitions/shared_values" }];
  return { ...member, properties: Object.fromEntries(properties), allOf };
}

/** One pattern of names for all properties with one schema: ajv writes one check for it. */
function groupByValue(shared: ReadonlyMap<string, string>): Schema {
  const names = new Map<string, string[]>();
  for (const [name, text] of shared) names.set(text, [...(names.get(text) ?? []), name]);
  const patterns = [...names].map(([text, own]) => [
    `^(?:${own.map((name) => name.replace("$", "\\$")).join("|")})$`,
    JSON.parse(text) as Schema,
  ]);
  return { type: "object", patternProperties: Object.fromEntries(patterns) };
}
