/** Name patterns of the user's: fields that are dimensions, widths that hold every planned index. */
import { wiringCodes } from "../core/codes/wiring.js";
import { type Diagnostic, diagnose } from "../core/diagnostic.js";
import { suggest } from "../core/suggest.js";
import type { Design, DeviceArray } from "../model/design.js";
import { digitsFor } from "./naming.js";
import { parsePattern } from "./pattern.js";

/** Returns what is wrong with the name patterns of a design. */
export function checkNames(design: Design): readonly Diagnostic[] {
  return design.arrays.flatMap((array) =>
    array.namePattern === null ? [] : checkPattern(design, array, array.namePattern),
  );
}

function checkPattern(design: Design, array: DeviceArray, pattern: string): readonly Diagnostic[] {
  const pieces = parsePattern(pattern);
  const names = array.dims.map((dim) => dim.name);
  const problems: Diagnostic[] = [];
  const report = (message: string, help: string): void => {
    problems.push(diagnose(wiringCodes.badName, message, [{ span: array.nameOrigin, text: "" }], { help }));
  };
  for (const piece of pieces) {
    if (typeof piece === "string") {
      if (/[{}]/.test(piece))
        report(`\`${piece}\` in the pattern is no field`, "write a field as `{rail}` or `{rail:02}`");
      continue;
    }
    const dim = array.dims.find((candidate) => candidate.name === piece.dim);
    if (dim === undefined) {
      const close = suggest(piece.dim, names);
      report(
        `\`${array.name}\` has no dimension \`${piece.dim}\` to name`,
        close === null ? `its dimensions are ${names.join(", ")}` : `write \`{${close}}\``,
      );
    } else if (piece.width !== null && piece.width < digitsFor(dim.planned, design.numbering)) {
      report(
        `\`{${piece.dim}:0${piece.width}}\` has room for ${piece.width} digits, but ${dim.planned} are planned`,
        "widen the field, or leave the width out",
      );
    }
  }
  const used = new Set(pieces.flatMap((piece) => (typeof piece === "string" ? [] : [piece.dim])));
  for (const dim of array.dims) {
    if (dim.planned > 1 && !used.has(dim.name)) {
      report(`all ${dim.planned} of \`${dim.name}\` would have one name`, `add \`{${dim.name}}\` to the pattern`);
    }
  }
  return problems;
}
