/** A link slower than its port, on a part that declares no split into such links. */
import { type Diagnostic, diagnose, type Fix } from "../../core/diagnostic.js";
import { formatRate } from "../../core/quantity.js";
import type { Connect, End } from "../../model/design.js";
import { noteFigures } from "../../model/note-figure.js";
import type { PortGroup, SplitMode } from "../../model/part.js";
import { rateOf } from "../../plan/build-spec.js";
import type { Rule } from "../rule.js";
import { bothEnds, figuresOfPorts, fitAt, joinWords, listStatements, nameEnd } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF5103",
  severity: "error",
  title: "no such split",
  name: "breakout_unsupported",
  *check({ plan }) {
    for (const { connect } of listStatements(plan)) {
      const ends = bothEnds.filter((which) => fitAt(connect, which).fit === "noSplit").map((which) => connect[which]);
      if (ends.length > 0) yield report(connect, ends);
    }
  },
};

function report(connect: Connect, ends: readonly End[]): Diagnostic {
  const rate = formatRate(rateOf(connect));
  return diagnose(
    rule,
    `links of ${rate} need a split that the part does not declare: ${describeEnds(ends)}`,
    [
      { span: connect.rateOrigin ?? connect.origin, text: `links of ${rate}` },
      ...ends.map((end) => ({ span: end.origin, text: `ports of ${formatRate(end.ports.rateBitsPerSecond)}` })),
      ...listPorts(ends).map((ports) => ({ span: ports.origin, text: describeSplits(ports.splits) })),
    ],
    {
      notes: ends
        .filter((end, at) => ends.findIndex((one) => one.ports === end.ports) === at)
        .flatMap((end) => noteFigures(...figuresOfPorts(end, ["splits"]))),
      help: `use a rate that the ports give, declare the split if the part has it, or slow the port down: \`at ${rate.replace(" ", "")} whole\``,
      fixes: slowDown(connect),
    },
  );
}

/** Both ends may be of one part: what it declares is said once. */
function listPorts(ends: readonly End[]): readonly PortGroup[] {
  return ends.map((end) => end.ports).filter((ports, at, all) => all.indexOf(ports) === at);
}

function describeEnds(ends: readonly End[]): string {
  const told = listPorts(ends).map((ports) => {
    const names = ends.filter((end) => end.ports === ports).map(nameEnd);
    return `${joinWords(names)} of ${formatRate(ports.rateBitsPerSecond)} ${describeSplits(ports.splits)}`;
  });
  return joinWords(told);
}

/** Not safe: it gives up the rest of each port. */
function slowDown(connect: Connect): readonly Fix[] {
  if (connect.rateOrigin === null) return [];
  const { file, end } = connect.rateOrigin;
  return [
    {
      title: "run whole ports at this rate",
      edits: [{ span: { file, start: end, end }, text: " whole" }],
      safe: false,
    },
  ];
}

function describeSplits(splits: readonly SplitMode[]): string {
  if (splits.length === 0) return "without any split";
  const modes = splits.map(
    ({ children, rateBitsPerSecond }) => `${children}x${formatRate(rateBitsPerSecond).replace(" ", "")}`,
  );
  return `with only ${joinWords(modes, "or")}`;
}
