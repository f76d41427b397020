/** Holds a compilation to the number of rows that weft writes, before the first of them is made. */
import { projectCodes } from "../core/codes/project.js";
import { type Diagnostic, diagnose } from "../core/diagnostic.js";
import { MAX_ROWS } from "../core/limits.js";
import { formatCount } from "../core/quantity.js";
import type { Span } from "../core/span.js";
import type { Artifact } from "./emitter.js";

/** Returns an error when the tables would have more rows together than `most`, with the arithmetic; else nothing. */
export function checkRows(
  artifacts: readonly Artifact[],
  origin: Span,
  most: number = MAX_ROWS,
): readonly Diagnostic[] {
  const tables = artifacts.flatMap(({ path, rows }) => (rows === null ? [] : [{ path, rows }]));
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  if (rows <= most) return [];
  const sum = tables.map(({ path, rows: each }) => `${formatCount(each)} in ${path}`).join(", ");
  return [
    diagnose(
      projectCodes.tooManyRows,
      `the files would have ${formatCount(rows)} rows, weft writes at most ${formatCount(most)}`,
      [{ span: origin, text: "" }],
      { notes: [sum], help: "write a part of the cluster, such as one pod; `weft check` has the counts of the whole" },
    ),
  ];
}
