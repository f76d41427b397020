/**
 * Writes parts as weft has them. The layout is plain: `weft fmt` makes it the one layout. Knows only what
 * data files can say: figures, ports, cages, parts inside parts.
 */
import type { Attribute, Declaration, EntryList, Evidence, Import, Member, Name, Path } from "../syntax/ast.js";
import { quoteText, writeExpr } from "../syntax/write-expr.js";

/** Returns members of a file as weft, an empty line between them. */
export function writeFile(members: readonly Member[]): string {
  const imports = members.filter((member) => member.kind === "import").map(writeImport);
  const others = members.filter((member) => member.kind === "declaration").map(writePart);
  return [...(imports.length === 0 ? [] : [imports.join("\n")]), ...others].join("\n\n");
}

function writeImport({ names, from }: Import): string {
  return `import { ${names.map((name) => name.text).join(", ")} } from ${quoteText(from.value)}`;
}

function writePart(part: Declaration): string {
  const base = part.extends === null ? "" : ` extends ${part.extends.text}`;
  const heading = `part ${textOf(part.partKind)} ${textOf(part.name)}${base}`;
  return `${writeDoc(part.doc, "")}${heading} {\n${(part.body ?? []).flatMap((member) => writeMember(member)).join("\n")}\n}`;
}

function textOf(name: Name | null): string {
  return name?.text ?? "";
}

function writeDoc(doc: string, indent: string): string {
  return doc === ""
    ? ""
    : `${doc
        .split(/\r?\n/)
        .map((line) => `${indent}/// ${line}`.trimEnd())
        .join("\n")}\n`;
}

function writeMember(member: Member): readonly string[] {
  switch (member.kind) {
    case "attribute":
      return [`  ${writeAttribute(member)}`];
    case "declaration":
      return [`  ${member.keyword.text} ${textOf(member.name)}${writeDims(member.dims)}: ${textOf(member.part)}`];
    case "ports": {
      const { name, dims, count, rate, body } = member;
      const many = count === null ? "" : ` x ${writeExpr(count)}`;
      const speed = rate === null ? "" : ` at ${writeExpr(rate)}`;
      const inner = (body ?? []).flatMap((one) => (one.kind === "attribute" ? [`    ${writeAttribute(one)}`] : []));
      const block = inner.length === 0 ? "" : ` {\n${inner.join("\n")}\n  }`;
      return ["", `${writeDoc(member.doc, "  ")}  ports ${name.text}${writeDims(dims)}${many}${speed}${block}`];
    }
    case "cage": {
      const slots = member.slots.map((paths) => paths.map(writePath).join(", "));
      return [`  cage ${member.name.text}${writeDims(member.dims)} holds ${slots.join("; ")}`];
    }
    default:
      return [];
  }
}

function writeAttribute({ name, value, evidence, also }: Attribute): string {
  const others = also.map((other) => ` also ${writeExpr(other.value)}${writeEvidence(other.evidence)}`);
  return `${name.text} = ${writeExpr(value)}${writeEvidence(evidence)}${others.join("")}`;
}

function writeEvidence(evidence: Evidence | null): string {
  if (evidence === null) return "";
  return ` ${evidence.grade.text}${evidence.source === null ? "" : ` ${quoteText(evidence.source)}`}`;
}

function writeDims(dims: EntryList | null): string {
  if (dims === null || dims.entries.length === 0) return "";
  const entries = dims.entries.map(({ label, value }) => {
    const extent = value === null ? "" : writeExpr(value);
    return label === null ? extent : `${label.text}: ${extent}`;
  });
  return `[${entries.join(", ")}]`;
}

function writePath({ steps }: Path): string {
  return steps.map(({ name, index }) => `${name.text}${writeDims(index)}`).join(".");
}
