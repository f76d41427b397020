/** Two statements that link the same two devices, where nothing says that parallel links are meant. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import type { Rule } from "../rule.js";
import { type Duplicate, findDuplicates } from "../wiring/duplicates.js";

export const rule: Rule = {
  code: "WF6008",
  severity: "error",
  title: "one pair linked by two statements",
  name: "duplicate_link",
  *check({ plan }) {
    for (const duplicate of findDuplicates(plan)) yield report(duplicate);
  },
};

function report({ earlier, later, devices }: Duplicate): Diagnostic {
  const [one, other] = devices;
  const links = earlier.connect.copies + later.connect.copies;
  return diagnose(
    rule,
    `\`${one}\` and \`${other}\` are linked by two statements, ${earlier.connect.copies} + ${later.connect.copies} = ${links} links, one was expected`,
    [
      { span: later.connect.origin, text: "links them again" },
      { span: earlier.connect.origin, text: "links them" },
    ],
    { help: `remove one statement, or write \`x ${links}\` on one of them if parallel links are meant` },
  );
}
