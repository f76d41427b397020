/** The first issue, sentence by sentence; each test runs the shipped `bin/weft.js`. */
import { describe, test } from "vitest";

describe("1. the house", () => {
  test.todo("package.json is ESM for Node >= 20.19 with the bin weft");
  test.todo("grammar, src, templates, examples, test, bench, docs, README.md and LICENSE (Apache-2.0) exist");
  test.todo("the folder DAG and the house rules are enforced by tidy.test.ts");
  test.todo("Biome, knip and two TypeScript configurations, the core without Node types");
  test.todo("the bundle starts fast");
  test.todo(".ci/run installs test/debian-packages.txt, then runs README's test command");
  test.todo("npm ci alone leaves npx weft working");
});

describe("2. the language, front to back", () => {
  test.todo("imports from std and from files, part, let, param with --set, group, arrays with named dimensions, fabric");
  test.todo("connect: shared and free dimensions, binding and renaming lists, *, expressions, ranges");
  test.todo("connect: <->, on, of, x n, x l: n, pools and groups, pins, splits, at, where, isolate");
  test.todo("except, spares, require with messages, a first workload");
  test.todo("cyclic imports, deep nesting, giant extents, duplicate names: diagnostics with both places");
  test.todo("unit mixing and unknown properties are diagnostics with a suggestion");
});

describe("3. model and plan", () => {
  test.todo("weft where <device> prints index, ports and far ends");
  test.todo("weft where <cable> prints both ends");
  test.todo("weft where answers at a million GPUs without enumerating");
});

describe("4. outputs of compile", () => {
  test.todo("bom.csv: section, part_id, manufacturer, mpn, description, qty_base, qty_spare, qty_order first");
  test.todo("cables.csv: one row a link, its columns in order");
  test.todo("cables.csv: a is the lower end, ports are unique in their device also when broken out");
  test.todo("cables.csv: link_id inverts by arithmetic; assembly is shared by the links of one cable");
  test.todo("cables.csv: speed_gbps is a bare integer; rows as declared, then in index order");
  test.todo("ports.csv: every switch port, used, spare or free");
  test.todo("plan.json: rules, valid against its schema, enumerates to cables.csv");
  test.todo("performance.json is valid against its schema");
  test.todo("report.md: counts, ratios with and without spares, end to end, bisection, power, findings");
  test.todo("a summary on the terminal");
  test.todo("the output folder is replaced whole; 50 seeded kills leave a whole folder");
});

describe("5. storage", () => {
  test.todo("checkpoint of 460.8 TB: NICs 96 TB/s, clients 48 TB/s, tier 20 TB/s, 23.04 s, tier named");
  test.todo("with the tier at 100 TB/s the clients are named");
});

describe("6. performance", () => {
  test.todo("per-fabric bandwidth per GPU, bisection, hop counts, path counts");
  test.todo("60 paths between segments");
  test.todo("ring all-reduce of 5.5 GB over 512 ranks: 0.220 s at 400 Gbps, 3.51 s at 25 Gbps across pods");
});

describe("7. the command line", () => {
  test.todo("compile, check, where, explain, init");
  test.todo("--format pretty, plain, json; --set; --strict");
  test.todo("exit codes 0, 1, 2 and 70");
  test.todo("a folder argument means its only .weft file with a cluster");
  test.todo("diagnostics on stderr, data on stdout, colour only on a terminal, NO_COLOR");
});

describe("8. the examples", () => {
  test.todo("hpn-7.0 reproduces the table, active and with spares");
  test.todo("hpn-7.0: 4 080 frontend access links, 32 ToR, 32 Agg, 16 Core, 128 storage hosts on 2 further ToRs");
  test.todo("panjiu-16: 1 024 GPUs, 98.304 TB, 2 048 NIC-ToR links, 16 ToRs of 128 down and 60 up, 6.4 Tbps a server");
  test.todo("panjiu-16: assumptions are shown as such");
  test.todo("superpod-h100: 127 nodes, 1 016 GPUs, 32 leaves, 16 spines, 1 020 and 1 024 links");
  test.todo("superpod-h100: the rows of 1 to 3 units by --set units=n");
  test.todo("expected/ of every example is what compile writes");
});

describe("9. documentation", () => {
  test.todo("README, guide, ARCHITECTURE, STYLE, GLOSSARY, ADRs");
  test.todo("a page per diagnostic with executed examples");
  test.todo("generated EBNF and railroad diagrams");
});

describe("designs that are refused, with the arithmetic", () => {
  test.todo("a ToR with 128x200G down and 120x400G up: 73.6T on 51.2T");
  test.todo("an Agg asked to carry 16 segments");
  test.todo("both ports of a NIC on one ToR");
  test.todo("a cable that joins two planes under `isolate plane`");
  test.todo("FLOPS without a precision");
  test.todo("a server whose GPUs do not add up to its stated memory: 16 x 80 and 16 x 141 against 1.5TB");
  test.todo("4 x 50G against 2 x 100G");
});

describe("proof", () => {
  test.todo("the oracle agrees with the closed forms on random small designs");
  test.todo("every design of the list is a fixture with its counts");
  test.todo("growth with `of` moves no link");
  test.todo("10 000 seeded mutations of the examples never throw and none takes a second");
});
