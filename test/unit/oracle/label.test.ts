/** Names and labels of the oracle, against examples worked out by hand. */
import { describe, expect, test } from "vitest";
import { findCage, labelChild, labelPort, nameDevice } from "../../oracle/label.js";
import { makeArray, makeCages, makeDim, makeGroup, makeGroupDim, makePart, makePool } from "../../oracle/make.js";

describe("device names", () => {
  const segment = makeGroupDim("segment", 3, { planned: 15, short: "seg" });
  const part = makePart("any", []);

  test("lead with groups, then the array with its own index, then other dimensions", () => {
    const tor = makeArray("tor", part, [
      segment,
      makeDim("rail", 8, { short: "r" }),
      makeDim("plane", 2, { short: "p" }),
    ]);
    expect(nameDevice(tor, [3, 2, 1], 0)).toBe("seg03-tor-r2-p1");
    const host = makeArray("host", part, [segment, makeDim("host", 136)]);
    expect(nameDevice(host, [3, 7], 0)).toBe("seg03-host007");
    expect(nameDevice(makeArray("ufm", part, [makeDim("ufm", 2)]), [0], 0)).toBe("ufm0");
    expect(nameDevice(makeArray("big_box", part, []), [], 0)).toBe("big-box");
  });

  test("count from 1 where the design says so, and as wide as the last planned one", () => {
    const ten = makeArray("s", part, [makeDim("s", 2, { planned: 10 })]);
    expect([nameDevice(ten, [0], 0), nameDevice(ten, [0], 1), nameDevice(ten, [9], 1)]).toEqual(["s0", "s01", "s10"]);
  });

  test("follow a pattern, at its width or the usual one", () => {
    const array = makeArray("tor", part, [segment, makeDim("rail", 8)], {
      namePattern: "s{segment:03}-t{rail}.{segment}",
    });
    expect(nameDevice(array, [4, 2], 0)).toBe("s004-t2.04");
  });
});

describe("ports and cages", () => {
  test("a lone pool has bare numbers, with its own indices before them", () => {
    const front = makePool("front", 8, 400, { perCage: 2 });
    const part = makePart("sw", [front]);
    const place = { part, group: front, index: [], number: 5 };
    expect([labelPort(place, 0), labelChild(place, 1, 0), labelChild(place, 1, 1)]).toEqual(["5", "5/1", "6/2"]);
    expect(findCage(place, 0)).toEqual({ label: "2", portInCage: 1 });
    const nv = makePool("nv", 72, 400, { dims: [makeDim("chip", 2)] });
    const chips = { part: makePart("nv", [nv]), group: nv, index: [1], number: 70 };
    expect([labelPort(chips, 0), findCage(chips, 1).label]).toEqual(["1-70", "2-71"]);
  });

  test("groups and one pool of several carry their names", () => {
    const nic = makeGroup("back_end.port", [makeDim("rail", 8), makeDim("port", 2)], 200, { perCage: 2 });
    const up = makePool("up_link", 4, 400);
    const part = makePart("box", [nic, up, makeGroup("mgmt", [], 1)]);
    const place = { part, group: nic, index: [3, 1], number: null };
    expect(labelPort(place, 0)).toBe("back-end-port-3-1");
    expect(findCage(place, 0)).toEqual({ label: "back-end-port-c3", portInCage: 1 });
    expect(labelPort({ part, group: up, index: [], number: 2 }, 0)).toBe("up-link-2");
    expect(findCage({ part, group: up, index: [], number: 2 }, 0).label).toBe("up-link-2");
    const mgmt = { part, group: part.ports[2] ?? nic, index: [], number: null };
    expect([labelPort(mgmt, 1), findCage(mgmt, 1).label]).toEqual(["mgmt", "mgmt"]);
  });

  test("a map of cages says where ports of groups are", () => {
    const backend = makeGroup("backend", [makeDim("rail", 4)], 400);
    const cages = [
      makeCages("osfp", [
        [
          ["backend", 3],
          ["backend", 1],
        ],
        [
          ["backend", 2],
          ["backend", 0],
        ],
      ]),
    ];
    const part = makePart("dgx", [backend], { cages });
    expect(findCage({ part, group: backend, index: [1], number: null }, 0)).toEqual({ label: "osfp-0", portInCage: 1 });
    expect(findCage({ part, group: backend, index: [2], number: null }, 1)).toEqual({ label: "osfp-2", portInCage: 0 });
  });
});
