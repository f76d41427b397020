/** Writes a model design as weft source, so that the whole front end can be judged, and so that a person can read it. */
import type { IndexExpr } from "../../src/core/index-expr.js";
import type { Connect, Design, DeviceArray, Dim, End, IndexEntry } from "../../src/model/design.js";
import type { Part, PortGroup } from "../../src/model/part.js";

/** Returns source text that means the design. It knows what `design-arbitrary.ts` makes, and no more. */
export function writeSource(design: Design): string {
  const lines: string[] = [];
  for (const { part } of design.arrays) lines.push(...writePart(part), "");
  lines.push(`cluster ${design.name} {`, `  numbering = ${design.numbering}`);
  lines.push(...writeDimensions(design), ...writeGroups(design));
  for (const fabric of design.fabrics) {
    lines.push(`  fabric ${fabric.name} {`);
    if (fabric.medium !== null) lines.push(`    medium = ${fabric.medium}`);
    for (const array of design.arrays)
      if (array.fabric === fabric.name) lines.push(`    ${writeArray(array, array.dims)}`);
    for (const connect of fabric.connects) lines.push(`    ${writeConnect(connect)}`);
    lines.push("  }");
  }
  return `${[...lines, "}"].join("\n")}\n`;
}

function writePart(part: Part): string[] {
  const cages = part.cages.map(({ name, slots }) => {
    const lists = slots.map((cage) => cage.map(({ group, port }) => writePortOf(part, group, port)).join(", "));
    return `  cage ${name}[${slots.length}] holds ${lists.join("; ")}`;
  });
  return [`part ${part.kind} ${part.id} {`, ...part.ports.map((ports) => `  ${writePorts(ports)}`), ...cages, "}"];
}

function writePorts(ports: PortGroup): string {
  const shape = ports.dims.length === 0 ? "" : `[${ports.dims.map((dim) => `${dim.name}: ${dim.extent}`).join(", ")}]`;
  const count = ports.poolCount === null ? "" : ` x ${ports.poolCount}`;
  const says: string[] = [];
  if (ports.lanes !== null) says.push(`lanes = ${ports.lanes}`);
  if (ports.perCage !== 1) says.push(`per_cage = ${ports.perCage}`);
  if (ports.splits.length > 0) {
    const splits = ports.splits.map(({ children, rateBitsPerSecond, connectors }) => {
      return `${children}x${writeRate(rateBitsPerSecond)}${connectors === 1 ? "" : ` over ${connectors}`}`;
    });
    says.push(`splits = [${splits.join(", ")}]`);
  }
  const body = says.length === 0 ? "" : ` { ${says.join("  ")} }`;
  return `ports ${ports.name}${shape}${count} at ${writeRate(ports.rateBitsPerSecond)}${body}`;
}

function writePortOf(part: Part, group: string, port: number): string {
  const dims = part.ports.find(({ name }) => name === group)?.dims ?? [];
  const index: number[] = [];
  let rest = port;
  for (const dim of [...dims].reverse()) {
    index.unshift(rest % dim.extent);
    rest = Math.floor(rest / dim.extent);
  }
  return index.length === 0 ? group : `${group}[${index.join(", ")}]`;
}

function writeRate(bitsPerSecond: number): string {
  return `${bitsPerSecond / 1e9}Gbps`;
}

/** Short forms of dimensions that no group declares. */
function writeDimensions(design: Design): string[] {
  const shorts = new Map<string, string>();
  for (const { dims } of design.arrays) {
    for (const dim of dims) if (!dim.ofGroup && dim.short !== dim.name) shorts.set(dim.name, dim.short);
  }
  return [...shorts].map(([name, short]) => `  dimension ${name} { short = "${short}" }`);
}

/** Groups nest in the order that any array has them; arrays of no fabric stand in the innermost of theirs. */
function writeGroups(design: Design): string[] {
  const groups: Dim[] = [];
  for (const name of ["pod", "seg"]) {
    const dims = design.arrays.flatMap((array) => array.dims.filter((dim) => dim.ofGroup && dim.name === name));
    if (dims[0] !== undefined) groups.push(dims[0]);
  }
  const lines: string[] = [];
  for (let depth = 0; depth <= groups.length; depth += 1) {
    const around = groups[depth - 1];
    const inset = "  ".repeat(depth + 1);
    if (around !== undefined) {
      lines.push(`${"  ".repeat(depth)}group ${writeDim(around)} {`);
      if (around.short !== around.name) lines.push(`${inset}short = "${around.short}"`);
    }
    for (const array of design.arrays) {
      const own = array.dims.filter((dim) => !dim.ofGroup);
      if (array.fabric !== null || array.dims.length - own.length !== depth) continue;
      lines.push(`${inset}${writeArray(array, own)}`);
    }
  }
  for (let depth = groups.length; depth > 0; depth -= 1) lines.push(`${"  ".repeat(depth)}}`);
  return lines;
}

function writeDim(dim: Dim): string {
  return `${dim.name}[${writeExtent(dim)}]`;
}

function writeExtent({ extent, planned }: Dim): string {
  return extent === planned ? String(extent) : `${extent} of ${planned}`;
}

function writeArray(array: DeviceArray, dims: readonly Dim[]): string {
  const shape = dims.map((dim) => (dim.ofGroup ? dim.name : `${dim.name}: ${writeExtent(dim)}`));
  const says: string[] = [];
  if (array.spares > 0) says.push(`spares = ${array.spares}`);
  if (array.namePattern !== null) says.push(`name = "${array.namePattern}"`);
  const except = array.absent.length === 0 ? "" : ` except ${array.absent.map(writeExpr).join(" or ")}`;
  const body = says.length === 0 ? "" : ` { ${says.join("  ")} }`;
  const list = shape.length === 0 ? "" : `[${shape.join(", ")}]`;
  return `${array.kind} ${array.name}${list}: ${array.part.id}${except}${body}`;
}

function writeConnect(connect: Connect): string {
  const arrow = connect.direction === "up" ? "->" : "<->";
  const words = [`connect ${writeEnd(connect.a)} ${arrow} ${writeEnd(connect.z)}`];
  if (connect.copyName !== null) words.push(`x ${connect.copyName}: ${connect.copies}`);
  else if (connect.copies !== 1) words.push(`x ${connect.copies}`);
  if (connect.rateBitsPerSecond !== null) {
    words.push(`at ${writeRate(connect.rateBitsPerSecond)}${connect.whole ? " whole" : ""}`);
  }
  if (connect.where !== null) words.push(`where ${writeExpr(connect.where)}`);
  const says: string[] = [];
  if (connect.align !== null) says.push(`align = ${connect.align}`);
  if (connect.medium !== null) says.push(`medium = ${connect.medium}`);
  if (says.length > 0) words.push(`{ ${says.join("  ")} }`);
  return words.join(" ");
}

function writeEnd(end: End): string {
  const draw = end.draw.kind === "range" ? [`${end.draw.from}..${end.draw.to}`] : [];
  if (end.draw.kind === "pin") draw.push(writeFixed(end.draw.expr));
  const device = writeEntries(end.index, "elided");
  const port = writeEntries(end.portIndex, draw.length > 0 ? "all" : "elided");
  // The port of a pool is a last dimension without a name, so the entries before it need theirs where it is left out.
  const isShort = end.ports.poolCount !== null && draw.length === 0;
  const named = port.map((entry, position) => `${end.ports.dims[position]?.name ?? ""}: ${entry}`);
  const list = [...(isShort ? named : port), ...draw];
  return `${end.array.name}${writeList(device)}.${end.ports.name}${writeList(list)}`;
}

function writeList(items: readonly string[]): string {
  return items.length === 0 ? "" : `[${items.join(", ")}]`;
}

/** All entries by position, or none where every dimension keeps its own name. */
function writeEntries(entries: readonly IndexEntry[], plain: "elided" | "all"): string[] {
  const isPlain = entries.every((entry) => entry.kind === "name" && !entry.explicit);
  if (isPlain && plain === "elided") return [];
  return entries.map(writeEntry);
}

function writeEntry(entry: IndexEntry): string {
  switch (entry.kind) {
    case "name":
      return entry.name;
    case "any":
      return "*";
    case "range":
      return `${entry.from}..${entry.to}`;
    case "fixed":
      return writeFixed(entry.expr);
  }
}

/** A lone name would bind it; in parentheses it is a value. */
function writeFixed(expr: IndexExpr): string {
  return typeof expr === "string" ? `(${expr})` : writeExpr(expr);
}

function writeExpr(expr: IndexExpr): string {
  if (typeof expr === "number" || typeof expr === "string") return String(expr);
  const [operator, ...operands] = expr;
  const [first = "", second = "", third = ""] = operands.map(writeExpr);
  switch (operator) {
    case "neg":
      return `(-${first})`;
    case "not":
      return `(not ${first})`;
    case "abs":
      return `abs(${first})`;
    case "min":
    case "max":
      return `${operator}(${first}, ${second})`;
    case "if":
      return `(if ${first} then ${second} else ${third})`;
    case "in":
      return `(${first} in [${operands.slice(1).map(writeExpr).join(", ")}])`;
    default:
      return `(${first} ${operator} ${second})`;
  }
}
