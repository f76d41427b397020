/** Small designs on which the plan and the oracle once differed, each the least of its kind, and the known designs. */
import { describe, expect, test } from "vitest";
import { hasErrors } from "../../src/core/diagnostic.js";
import type { IndexExpr } from "../../src/core/index-expr.js";
import type { Connect, Design, DeviceArray } from "../../src/model/design.js";
import { expand } from "../../src/plan/expand.js";
import { listOraclePorts, listOracleRows, listPlanPorts, listPlanRows } from "../oracle/compare.js";
import { expandNaively } from "../oracle/expand.js";
import {
  hpnPod,
  makeBlocks,
  makeDcnPlus,
  makeDualHomedStorage,
  makeFatTree,
  makeGenerations,
  makeHpn,
  makeNvl72,
  makeSuperPod,
} from "../oracle/known-clos.js";
import { makeDragonfly, makeHyperX, makeSlimFly, makeTorus } from "../oracle/known-direct.js";
import {
  bind,
  drawPin,
  drawRange,
  fix,
  makeArray,
  makeConnect,
  makeDesign,
  makeDim,
  makeEnd,
  makeFabric,
  makeGroup,
  makePart,
  makePool,
  makeSplit,
  narrow,
  star,
} from "../oracle/make.js";

const host = makePart("host", [makeGroup("eth", [], 100)], { kind: "server" });
const sw = makePart("sw", [makePool("p", 16, 100)]);
const peer = { direction: "peer" } as const;

function design(arrays: readonly DeviceArray[], connects: readonly Connect[]): Design {
  return makeDesign(arrays, [makeFabric("net", connects)]);
}

/** Expects rows and ports alike, and an error of the plan exactly where the oracle has one. */
function compare(made: Design): void {
  const cluster = expandNaively(made);
  const { value, diagnostics } = expand(made);
  const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
  expect(errors.length > 0, `${errors.join("; ")} against ${cluster.details.slice(0, 3).join("; ")}`).toBe(
    cluster.errors.size > 0,
  );
  if (errors.length > 0) return;
  expect(listPlanRows(value)).toEqual(listOracleRows(cluster));
  expect(listPlanPorts(value, cluster)).toEqual(listOraclePorts(cluster));
}

/** As `compare`, but the plan may refuse what it does not do; what it does must be right. */
function mayRefuse(made: Design): void {
  if (!hasErrors(expand(made).diagnostics)) compare(made);
}

describe("the known designs", () => {
  const small = { ...hpnPod, segments: { extent: 2, planned: 3 }, hosts: 8, spares: 2, spines: 12 };
  test.each<[string, Design]>([
    ["an HPN pod", makeHpn(small)],
    ["two HPN pods of three", makeHpn({ ...small, pods: { extent: 2, planned: 3 } })],
    ["a rail-only pod", makeHpn({ ...small, railOnly: true })],
    ["DCN+", makeDcnPlus(1)],
    ["a SuperPOD", makeSuperPod()],
    ["three tiers", makeBlocks(2, 2)],
    ["NVL72", makeNvl72(1)],
    ["a fat tree", makeFatTree(6)],
    ["two generations", makeGenerations({ extent: 1, planned: 2 })],
    ["storage", makeDualHomedStorage()],
    ["a dragonfly", makeDragonfly(3)],
    ["a Slim Fly", makeSlimFly()],
    ["a torus", makeTorus(3)],
    ["a torus of two", makeTorus(2)],
    ["a HyperX", makeHyperX(4)],
  ])("%s", (_, made) => {
    compare(made);
  });
});

describe("links within one array", () => {
  const s = makeArray("s", sw, [makeDim("g", 2), makeDim("u", 2)]);

  function join(
    a: Readonly<Record<string, IndexExpr>>,
    z: Readonly<Record<string, IndexExpr>>,
    rest: Partial<Connect>,
  ): void {
    const entries = (exprs: Readonly<Record<string, IndexExpr>>) =>
      Object.fromEntries(
        Object.entries(exprs).map(([name, expr]) => [name, typeof expr === "string" ? bind(expr) : fix(expr)]),
      );
    const connect = makeConnect(makeEnd(s, "p", { index: entries(a) }), makeEnd(s, "p", { index: entries(z) }), {
      ...peer,
      ...rest,
    });
    compare(design([s], [connect]));
  }

  test("parallel links of both roles lie in one order", () => {
    join({ g: 1 }, { g: ["mod", "u", 2], u: ["mod", ["+", "u", 1], 2] }, { copies: 3 });
  });

  test("both roles are one order where one end is fixed", () => {
    const wide = makeArray("s", sw, [makeDim("g", 2), makeDim("u", 4)]);
    const a = makeEnd(wide, "p", { index: { g: fix(1) } });
    const z = makeEnd(wide, "p", { index: { u: bind("v") } });
    compare(design([wide], [makeConnect(a, z, { ...peer, where: ["<", "u", "v"] })]));
  });

  test("a pair is not reached twice where a shared name differs", () => {
    join({}, { g: ["-", 1, "g"] }, { where: ["==", "g", "u"] });
  });

  test("a pair is reached twice also where other names are equal by condition", () => {
    join({}, { g: "h", u: ["-", 1, "u"] }, { where: ["==", "g", "h"] });
    join({}, { u: ["-", 1, "u"] }, {});
  });

  test("a device that is removed is not linked to itself", () => {
    const some = { ...s, absent: [["==", "u", 1] satisfies IndexExpr] };
    const a = makeEnd(some, "p");
    const z = makeEnd(some, "p", { index: { g: fix(["*", "g", "u"]), u: bind("u") } });
    compare(design([some], [makeConnect(a, z, { ...peer, where: ["==", "g", 1] })]));
  });
});

describe("places", () => {
  const leaf = makeArray("leaf", sw, []);
  const g = makeArray("g", host, [makeDim("g", 2)]);
  const lastly = makeConnect(makeEnd(g, "eth"), makeEnd(leaf, "p"));

  test("stay where every device of a statement is removed", () => {
    const h = makeArray("h", host, [makeDim("h", 2)], { absent: [["==", "h", 1]] });
    compare(
      design([h, g, leaf], [makeConnect(makeEnd(h, "eth", { index: { h: fix(1) } }), makeEnd(leaf, "p")), lastly]),
    );
    const none = makeArray("h", host, [makeDim("h", 2)], { absent: [1] });
    compare(design([none, g, leaf], [makeConnect(makeEnd(none, "eth"), makeEnd(leaf, "p")), lastly]));
  });

  test("start a fresh cage for a name that is in a condition or an index", () => {
    const cages = makePart("cages", [makePool("p", 16, 100, { perCage: 4 })]);
    const top = makeArray("top", cages, [makeDim("top", 2)]);
    const h = makeArray("h", host, [makeDim("rack", 3), makeDim("h", 2)]);
    const where: IndexExpr = ["in", "rack", 0, 2];
    const first = makeEnd(top, "p", { index: { top: fix(0) } });
    compare(design([h, top], [makeConnect(makeEnd(h, "eth"), first, { align: "rack", where })]));
    const even = makeEnd(top, "p", { index: { top: fix(["mod", "rack", 2]) } });
    compare(design([h, top], [makeConnect(makeEnd(h, "eth"), even, { align: "rack" })]));
    compare(design([h, top], [makeConnect(makeEnd(h, "eth"), first, { align: "rack" })]));
  });

  test("are in whole cages: a port over is dealt to nobody", () => {
    const odd = makeArray("odd", makePart("odd", [makePool("p", 5, 100, { perCage: 2 })]), []);
    const two = makeArray("two", sw, [makeDim("two", 2)]);
    compare(design([odd, two], [makeConnect(makeEnd(odd, "p"), makeEnd(two, "p"))]));
  });

  test("of one region and another meet only on devices that have both", () => {
    const s = makeArray("s", makePart("sw8", [makePool("p", 8, 100)]), [makeDim("s", 4)]);
    const range = { draw: drawRange(4, 8) };
    const low = makeConnect(makeEnd(s, "p", { index: { s: fix(0) } }), makeEnd(s, "p", { index: { s: fix(1) } }), peer);
    const high = makeConnect(
      makeEnd(s, "p", { index: { s: fix(2) }, ...range }),
      makeEnd(s, "p", { index: { s: fix(3) }, ...range }),
      peer,
    );
    compare(design([s], [low, high]));
    const both = makeConnect(
      makeEnd(s, "p", { index: { s: fix(0) }, ...range }),
      makeEnd(s, "p", { index: { s: fix(2) }, ...range }),
      peer,
    );
    compare(design([s], [low, both]));
  });
});

describe("ports of links that do not exist", () => {
  const leaf = makeArray("leaf", sw, []);

  test("may go to another device that names them", () => {
    const h = makeArray("h", host, [makeDim("h", 2)], { absent: [["==", "h", 1]] });
    const g = makeArray("g", host, []);
    const box = makeArray("box", makePart("box", [makeGroup("eth", [makeDim("port", 2)], 100)]), []);
    const first = makeConnect(makeEnd(h, "eth"), makeEnd(box, "eth", { ports: { port: fix("h") } }));
    const gone = makeConnect(
      makeEnd(h, "eth", { index: { h: fix(1) } }),
      makeEnd(box, "eth", { ports: { port: fix(1) } }),
    );
    const second = makeConnect(makeEnd(g, "eth"), makeEnd(box, "eth", { ports: { port: fix(1) } }));
    compare(design([h, g, box], [first, second]));
    compare(design([h, g, box], [second, first]));
    compare(design([h, g, box], [gone, second]));
  });

  test("are free where the whole far array is removed", () => {
    const g = makeArray("g", host, []);
    const none = makeArray("none", sw, [], { absent: [1] });
    compare(
      design(
        [g, none, leaf],
        [makeConnect(makeEnd(g, "eth"), makeEnd(none, "p")), makeConnect(makeEnd(g, "eth"), makeEnd(leaf, "p"))],
      ),
    );
  });

  test("are used where a pin has them, whichever statement is first", () => {
    const h = makeArray("h", host, [makeDim("h", 3)], { absent: [["==", "h", 1]] });
    const g = makeArray("g", host, []);
    const block = makeConnect(makeEnd(h, "eth"), makeEnd(leaf, "p"));
    const pin = makeConnect(makeEnd(g, "eth"), makeEnd(leaf, "p", { draw: drawPin(1) }));
    compare(design([h, g, leaf], [block, pin]));
    compare(design([h, g, leaf], [pin, block]));
  });

  test("are used where one of several links on them exists", () => {
    const g = makeArray("g", host, []);
    for (const gone of [0, 1]) {
      const some = makeArray("some", sw, [makeDim("s", 2)], { absent: [["==", "s", gone]] });
      compare(design([g, some], [makeConnect(makeEnd(g, "eth"), makeEnd(some, "p"))]));
    }
  });
});

describe("align", () => {
  const cages = makePart("cages", [makePool("p", 32, 100, { perCage: 4 })]);

  test("parts the values of an inner name, and nothing where there is one value", () => {
    const top = makeArray("top", cages, []);
    for (const inner of [1, 2]) {
      const h = makeArray("h", host, [makeDim("x", 3), makeDim("v", inner)]);
      compare(design([h, top], [makeConnect(makeEnd(h, "eth"), makeEnd(top, "p"), { align: "v" })]));
    }
    const two = makeArray("top", cages, [makeDim("v", 2)]);
    const h = makeArray("h", host, [makeDim("x", 3), makeDim("v", 2)]);
    const z = makeEnd(two, "p", { index: { v: fix(["-", 1, "v"]) } });
    mayRefuse(design([h, two], [makeConnect(makeEnd(h, "eth"), z, { align: "v" })]));
  });

  test("within one array", () => {
    const ring = makeArray("r", cages, [makeDim("r", 4)]);
    const next = makeEnd(ring, "p", { index: { r: fix(["mod", ["+", "r", 1], 4]) } });
    mayRefuse(design([ring], [makeConnect(makeEnd(ring, "p"), next, { ...peer, align: "r" })]));
    const other = makeEnd(ring, "p", { index: { r: bind("s") } });
    mayRefuse(
      design([ring], [makeConnect(makeEnd(ring, "p"), other, { ...peer, align: "s", where: ["<", "r", "s"] })]),
    );
  });
});

describe("indices", () => {
  const box = makePart("box", [makeGroup("eth", [makeDim("port", 2)], 100)], { kind: "server" });
  const leaf = makeArray("leaf", sw, [makeDim("leaf", 2)]);

  test("may be the value of a name that another index binds", () => {
    const h = makeArray("h", box, [makeDim("h", 2)]);
    const z = makeEnd(leaf, "p", { index: { leaf: fix("h") } });
    compare(design([h, leaf], [makeConnect(makeEnd(h, "eth", { ports: { port: fix("h") } }), z)]));
    const three = makeArray("h", box, [makeDim("h", 3)]);
    compare(design([three, leaf], [makeConnect(makeEnd(three, "eth", { ports: { port: fix("h") } }), z)]));
  });

  test("outside their extent are nothing where a condition lets no link through", () => {
    const h = makeArray("h", box, [makeDim("h", 2), makeDim("x", 1)]);
    const z = makeEnd(leaf, "p", { index: { leaf: fix(["+", "h", 1]) } });
    const where: IndexExpr = ["==", "x", 1];
    compare(design([h, leaf], [makeConnect(makeEnd(h, "eth", { ports: { port: fix(0) } }), z, { where })]));
  });

  test("of removed devices take no port of a group", () => {
    const h = makeArray("h", host, [makeDim("h", 3)], { absent: [["==", "h", 2]] });
    const one = makeArray("one", box, []);
    const z = makeEnd(one, "eth", { ports: { port: fix(["mod", "h", 2]) } });
    compare(design([h, one], [makeConnect(makeEnd(h, "eth"), z)]));
  });

  test("narrowed on one side narrow the other", () => {
    const h = makeArray("h", host, [makeDim("rack", 3), makeDim("h", 2)]);
    const tor = makeArray("tor", sw, [makeDim("rack", 3)]);
    compare(
      design([h, tor], [makeConnect(makeEnd(h, "eth"), makeEnd(tor, "p", { index: { rack: narrow("rack", 1, 3) } }))]),
    );
    compare(design([tor, leaf], [makeConnect(makeEnd(tor, "p", { index: { rack: star } }), makeEnd(leaf, "p"))]));
  });
});

test("a split port that serves a neighbour on either side of a ring is no trunk", () => {
  const part = makePart("split", [makePool("p", 4, 400, { splits: [makeSplit(2, 200)] })]);
  const ring = makeArray("r", part, [makeDim("r", 4)]);
  const next = makeEnd(ring, "p", { index: { r: fix(["mod", ["+", "r", 1], 4]) } });
  for (const copies of [1, 2]) {
    compare(design([ring], [makeConnect(makeEnd(ring, "p"), next, { ...peer, copies, rateBitsPerSecond: 200e9 })]));
  }
});

test("two split ports with the same single link on them are a trunk", () => {
  const part = makePart("split", [makePool("p", 4, 400, { splits: [makeSplit(4, 100)] })]);
  const a = makeArray("a", part, []);
  const z = makeArray("z", part, []);
  for (const copies of [1, 4]) {
    compare(design([a, z], [makeConnect(makeEnd(a, "p"), makeEnd(z, "p"), { copies, rateBitsPerSecond: 100e9 })]));
  }
});
