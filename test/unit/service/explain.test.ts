/** Everything of the language can be explained, from the tables, and what is asked for wrongly is answered. */
import { describe, expect, it } from "vitest";
import { units } from "../../../src/core/units.js";
import { functions } from "../../../src/language/functions.js";
import { kinds } from "../../../src/language/kinds.js";
import { partKinds } from "../../../src/language/part-kinds.js";
import { explain, listTopicGroups } from "../../../src/service/explain.js";
import { listTopics } from "../../../src/service/topics.js";
import { parse } from "../../../src/syntax/parse.js";
import { listFences } from "../docs/fences.js";

/** Returns the first lines of the pages of a topic. */
function headings(written: string): readonly string[] {
  const found = explain(written);
  return found.kind === "found" ? found.topics.map(({ write }) => write().split("\n")[0] ?? "") : [];
}

function text(written: string): string {
  const found = explain(written);
  return found.kind === "found" ? found.topics.map(({ write }) => write()).join("\n") : "";
}

describe("a topic", () => {
  it.each([
    ["switch", ["# switch (keyword)", "# part.switch (kind of part)"]],
    ["connect", ["# connect (keyword)"]],
    ["rack", ["# part.rack (kind of part)"]],
    ["switch.max_oversubscription", ["# switch.max_oversubscription (property)"]],
    ["ports.splits", ["# ports.splits (property)"]],
    ["part.switch.capacity", ["# part.switch.capacity (property)"]],
    ["switch.capacity", ["# part.switch.capacity (property)"]],
    ["switch.breakout", ["# ports.splits (property)"]],
    ["bisection", ["# bisection (function)"]],
    ["Gbps", ["# Gbps (unit)"]],
    ["gbps", ["# Gbps (unit)"]],
    ["data rate", ["# data rate (dimension)"]],
    ["published", ["# published (grade of a figure)"]],
    ["where", ["# where (word of statements)"]],
    ["div", ["# div (operator)"]],
    ["**", ["# ** (operator)"]],
    ["bf16", ["# bf16 (number format)"]],
    ["unused_ports", ["# WF5017: ports that nothing uses"]],
  ])("%s is found", (written, expected) => {
    expect(headings(written)).toEqual(expected);
  });

  it("says what its tables say", () => {
    expect(text("G")).toContain("also written: `Gbps`");
    expect(text("G")).toContain("is: 1 000 000 000 bit a second");
    expect(text("fabric.protocol")).toContain("one of `roce`, `ethernet`");
    expect(text("workload.runs_on")).toContain("an error: it is required");
    expect(text("ports.per_cage")).toContain("if it is not given: 1");
    expect(text("gpus")).toContain("counts: active devices");
    expect(text("count")).toContain("call: `count(array)`");
  });

  it("that there is not is answered with what is near or speaks of it", () => {
    expect(explain("switch.spars")).toMatchObject({ kind: "none", nearest: "switch.spares" });
    expect(explain("oversubscrption")).toMatchObject({ kind: "none", nearest: "oversubscription" });
    expect(explain("spare")).toMatchObject({ kind: "none", mentions: expect.arrayContaining(["server.spares"]) });
    expect(explain("§")).toEqual({ kind: "none", nearest: null, mentions: [] });
  });
});

describe("topics", () => {
  const topics = listTopics();
  const names = new Set(topics.map(({ name }) => name));

  it("are every keyword, property, kind of part, function and unit", () => {
    const due = [
      ...kinds.flatMap(({ keyword, properties }) => [keyword, ...properties.map((row) => `${keyword}.${row.name}`)]),
      ...partKinds.flatMap(({ kind, properties }) => [
        `part.${kind}`,
        ...properties.map((row) => `part.${kind}.${row.name}`),
      ]),
      ...functions.map(({ name }) => name),
      ...units.map(({ spelling }) => spelling),
    ];
    expect(due.filter((name) => !names.has(name))).toEqual([]);
    expect([...listTopicGroups().values()].flat().filter((name) => !names.has(name))).toEqual([]);
  });

  it("have one page of a name in a group", () => {
    const keys = topics.map(({ group, name }) => `${group} ${name}`);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it("have examples that can be read", () => {
    const wrong = topics
      .filter(({ group }) => group !== "rules")
      .flatMap(({ name, write }) =>
        listFences(write()).flatMap(({ body }) =>
          parse({ path: "a.weft", text: body }).diagnostics.map(({ message }) => `${name}: ${message}`),
        ),
      );
    expect(wrong).toEqual([]);
  });
});
