/** Running rules: their order, what a design may allow, and what is said of allowances that allow nothing. */
import { describe, expect, it } from "vitest";
import { analyse } from "../../../src/analysis/analyse.js";
import type { Rule, RuleContext } from "../../../src/analysis/rule.js";
import { diagnose, type Severity } from "../../../src/core/diagnostic.js";
import type { Span } from "../../../src/core/span.js";
import type { Allowance, Design } from "../../../src/model/design.js";
import type { Plan } from "../../../src/plan/plan.js";

const origin = { file: "pod.weft", start: 0, end: 1 };

function makeRule(name: string, code: string, severity: Severity, ...messages: string[]): Rule {
  const rule: Rule = {
    name,
    code,
    severity,
    title: name,
    check: () => messages.map((message) => diagnose(rule, message, [])),
  };
  return rule;
}

function allow(...names: string[]): RuleContext {
  const allowances = names.map((rule) => makeAllowance(rule, null));
  return contextOf(allowances);
}

function makeAllowance(rule: string, within: Span | null): Allowance {
  return { rule, ruleOrigin: origin, reason: "because", within, origin };
}

function contextOf(allowances: readonly Allowance[]): RuleContext {
  return { design: { allowances } as Partial<Design> as Design, plan: {} as Partial<Plan> as Plan };
}

const ports = makeRule("free_ports", "WF6001", "warning", "two", "three");
const planes = makeRule("planes", "WF6002", "error", "joined");
const spares = makeRule("spares", "WF6003", "advice");

function say(context: RuleContext): string[] {
  return analyse(context, [ports, planes, spares]).map(
    ({ code, message, help }) => `${code} ${message}; ${help ?? ""}`,
  );
}

describe("rules", () => {
  it("speak in their order", () => {
    expect(say(allow())).toEqual(["WF6001 two; ", "WF6001 three; ", "WF6002 joined; "]);
  });

  it("are silent where the design allows what they find", () => {
    expect(say(allow("free_ports"))).toEqual(["WF6002 joined; "]);
  });

  it("cannot be silenced about an error", () => {
    expect(say(allow("free_ports", "planes"))).toEqual([
      "WF6002 joined; ",
      "WF9015 rule `planes` is allowed, but what it finds here is an error, and errors cannot be allowed; mend the error; this line changes nothing",
    ]);
  });
});

describe("an allowance", () => {
  const at = (start: number): Span => ({ file: "pod.weft", start, end: start + 1 });
  const links: Rule = {
    name: "links",
    code: "WF6004",
    severity: "warning",
    title: "links",
    check: () => [
      diagnose(links, "inside", [{ span: at(12), text: "" }]),
      diagnose(links, "by its second place", [
        { span: at(40), text: "" },
        { span: at(15), text: "" },
      ]),
      diagnose(links, "outside", [{ span: at(40), text: "" }]),
    ],
  };
  const tell = (within: Span | null): string[] =>
    analyse(contextOf([makeAllowance("links", within)]), [links]).map(({ message }) => message);

  it("in a block holds for what has a place in it", () => {
    expect(tell({ file: "pod.weft", start: 10, end: 20 })).toEqual(["outside"]);
    expect(tell(null)).toEqual([]);
  });

  it("in a block that has no such finding says where it would do", () => {
    expect(tell({ file: "pod.weft", start: 20, end: 30 })).toContain(
      "rule `links` is allowed, but what it finds lies outside the block of this line",
    );
    expect(tell({ file: "other.weft", start: 10, end: 20 })).toHaveLength(4);
  });

  it("that allows nothing is a warning", () => {
    expect(say(allow("spares"))).toContain(
      "WF9015 rule `spares` is allowed, but it finds nothing here; remove the line",
    );
  });

  it("for no rule is a warning that offers the nearest name", () => {
    expect(say(allow("free_port"))).toContain("WF9014 no rule is called `free_port`; did you mean `free_ports`?");
    expect(say(allow("something"))).toContain(
      "WF9014 no rule is called `something`; take the name from the finding's page: `weft explain WFnnnn`",
    );
  });
});
