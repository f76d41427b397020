/** `report.md`: the document that a person reads, from its template. */
import type { Emitter, Results } from "./emitter.js";
import { buildReport } from "./report-view.js";
import { renderTemplate } from "./text/template.js";

export const emitter: Emitter = {
  name: "report",
  emit: (results) => [{ path: "report.md", rows: null, chunks: writeReport(results) }],
};

function* writeReport(results: Results): Generator<string> {
  yield renderTemplate("report.md", buildReport(results));
}
