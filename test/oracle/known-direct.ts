/** The designs without layers (dragonfly, Slim Fly, torus, HyperX) as models, with their sizes as parameters. */
import type { IndexExpr } from "../../src/core/index-expr.js";
import type { Connect, Design } from "../../src/model/design.js";
import {
  bind,
  fix,
  makeArray,
  makeConnect,
  makeDesign,
  makeDim,
  makeEnd,
  makeFabric,
  makeGroup,
  makeGroupDim,
  makePart,
  makePool,
} from "./make.js";

const router64 = makePart("router_64", [makePool("port", 64, 200)]);

/** Returns groups of 32 routers, all joined inside; four links join each pair of groups, spread over the routers. */
export function makeDragonfly(groups: number): Design {
  const g = makeGroupDim("g", groups);
  const part = makePart("node", [makeGroup("hsn", [makeDim("nic", 4)], 200)], { kind: "server" });
  const node = makeArray("node", part, [g, makeDim("node", 128)]);
  const router = makeArray("router", router64, [g, makeDim("router", 32)]);
  const local = fix(["div", ["+", ["*", "node", 4], "nic"], 16]);
  const near = fix(["mod", ["+", ["*", ["-", "h", 1], 4], "l"], 32]);
  const far = fix(["mod", ["+", ["*", "g", 4], "l"], 32]);
  return makeDesign(
    [node, router],
    [
      makeFabric("net", [
        makeConnect(makeEnd(node, "hsn"), makeEnd(router, "port", { index: { router: local } })),
        makeConnect(
          makeEnd(router, "port", { index: { router: bind("r") } }),
          makeEnd(router, "port", { index: { router: bind("s") } }),
          { direction: "peer", where: ["<", "r", "s"] },
        ),
        makeConnect(
          makeEnd(router, "port", { index: { router: near } }),
          makeEnd(router, "port", { index: { g: bind("h"), router: far } }),
          { direction: "peer", copies: 4, copyName: "l", where: ["<", "g", "h"] },
        ),
      ]),
    ],
  );
}

/** Returns a Slim Fly of q = 5: 50 routers, each with 7 neighbours, no two more than two hops apart. */
export function makeSlimFly(): Design {
  const q = 5;
  const part = makePart("router", [makePool("port", 7, 100)]);
  const r = makeArray("r", part, [makeDim("half", 2), makeDim("x", q), makeDim("y", q)]);
  const inside = (half: number, steps: readonly number[]): Connect => {
    const step: IndexExpr = ["in", ["mod", ["-", "z", "y"], q], ...steps];
    return makeConnect(
      makeEnd(r, "port", { index: { half: fix(half) } }),
      makeEnd(r, "port", { index: { half: fix(half), y: bind("z") } }),
      { direction: "peer", where: ["and", ["<", "y", "z"], step] },
    );
  };
  const across = makeConnect(
    makeEnd(r, "port", { index: { half: fix(0) } }),
    makeEnd(r, "port", {
      index: { half: fix(1), x: bind("m"), y: fix(["mod", ["-", "y", ["*", "m", "x"]], q]) },
    }),
    { direction: "peer" },
  );
  return makeDesign([r], [makeFabric("net", [inside(0, [1, 4]), inside(1, [2, 3]), across])]);
}

/** Returns a three-dimensional torus of that width. */
export function makeTorus(width: number): Design {
  const part = makePart("chip", [makeGroup("ici", [makeDim("axis", 3), makeDim("dir", 2)], 400)], { kind: "server" });
  const chip = makeArray("chip", part, [makeDim("x", width), makeDim("y", width), makeDim("z", width)]);
  const connects = ["x", "y", "z"].map((name, axis) =>
    makeConnect(
      makeEnd(chip, "ici", { ports: { axis: fix(axis), dir: fix(1) } }),
      makeEnd(chip, "ici", {
        index: { [name]: fix(["mod", ["+", name, 1], width]) },
        ports: { axis: fix(axis), dir: fix(0) },
      }),
      { direction: "peer" },
    ),
  );
  return makeDesign([chip], [makeFabric("net", connects)]);
}

/** Returns a HyperX of two dimensions: every switch joined to all of its row and all of its column. */
export function makeHyperX(width: number): Design {
  const part = makePart("sw", [makePool("port", 2 * (width - 1), 100)]);
  const s = makeArray("s", part, [makeDim("a", width), makeDim("b", width)]);
  const along = (name: string, other: string): Connect =>
    makeConnect(makeEnd(s, "port"), makeEnd(s, "port", { index: { [name]: bind(other) } }), {
      direction: "peer",
      where: ["<", name, other],
    });
  return makeDesign([s], [makeFabric("net", [along("a", "c"), along("b", "c")])]);
}
