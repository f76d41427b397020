/** Which part a name means as seen from a file, and where a part can be had that is not in sight. */

import { nameCodes } from "../core/codes/names.js";
import type { DiagnosticExtra, Edit, Fix } from "../core/diagnostic.js";
import { suggest } from "../core/suggest.js";
import { withArticle } from "../core/words.js";
import { type Context, labelAt, offer, report } from "../semantics/context.js";
import { type DeclaredThing, lookUp, namesInSight, type Scope } from "../semantics/scope.js";
import type { Import, Name } from "../syntax/ast.js";

/** Returns the declaration of a part, or null after a report. */
export function findPart(ctx: Context, name: Name, scope: Scope): DeclaredThing | null {
  const file = scope.parent ?? scope;
  const found = lookUp(file, name.text);
  if (found === null) {
    report(
      ctx,
      nameCodes.unknownPart,
      `there is no part \`${name.text}\` in sight`,
      [labelAt(name.span)],
      offerPart(ctx, name, file),
    );
    return null;
  }
  if (found.kind === "part") return found;
  if (found.kind !== "unknown") {
    const labels = [labelAt(name.span), labelAt(found.name.span, "declared here")];
    report(ctx, nameCodes.wrongKindOfName, `\`${name.text}\` is ${withArticle(found.kind)}, expected a part`, labels);
  }
  return null;
}

/** The very name in the standard library first, then a near one in sight, then a near one in the library. */
function offerPart(ctx: Context, name: Name, scope: Scope): DiagnosticExtra {
  const standard = ctx.settings.standardParts ?? new Map<string, string>();
  const home = standard.get(name.text);
  if (home !== undefined) {
    const help = `import it: \`import { ${name.text} } from "${home}"\``;
    return { help, fixes: [makeImportFix(ctx, name, home)] };
  }
  const near = offer(
    name,
    namesInSight(scope, (definition) => definition.kind === "part"),
  );
  if (near.help !== undefined) return near;
  const far = suggest(name.text, standard.keys());
  if (far === null) return { help: "declare it with `part`, or import it" };
  return { help: `did you mean \`${far}\`? import it from "${standard.get(far) ?? ""}"` };
}

function makeImportFix(ctx: Context, name: Name, home: string): Fix {
  return { title: `import it from "${home}"`, edits: [placeImport(ctx, name, home)], safe: true };
}

/** Joins an import from the same module, else follows the last import, else opens the file. */
function placeImport(ctx: Context, name: Name, home: string): Edit {
  const { file } = name.span;
  const members = ctx.project.files.get(file)?.tree.members ?? [];
  const imports = members.filter((member): member is Import => member.kind === "import");
  const last = imports.find((member) => member.from.value === home)?.names.at(-1);
  if (last !== undefined) return { span: { file, start: last.span.end, end: last.span.end }, text: `, ${name.text}` };
  const statement = `import { ${name.text} } from "${home}"`;
  const end = imports.at(-1)?.span.end;
  if (end !== undefined) return { span: { file, start: end, end }, text: `\n${statement}` };
  return { span: { file, start: 0, end: 0 }, text: `${statement}\n` };
}
