/** What a connect statement must hold before it can be opened: extents that agree, rates that fit, ranges that exist. */
import { wiringCodes } from "../core/codes/wiring.js";
import { type Diagnostic, type DiagnosticKind, diagnose } from "../core/diagnostic.js";
import { formatRate } from "../core/quantity.js";
import type { Connect, Dim, End, IndexEntry } from "../model/design.js";
import { rateOf } from "./build-spec.js";
import { fitPort } from "./rates.js";

/** Links of one statement up to which every count is exact. */
const MOST_LINKS = Number.MAX_SAFE_INTEGER;

interface BoundName {
  readonly name: string;
  readonly dim: Dim;
  readonly entry: IndexEntry;
  readonly end: "a" | "z";
}

/** Returns what is wrong with a statement as it stands; one with errors takes no further part in the plan. */
export function checkStatement(connect: Connect): readonly Diagnostic[] {
  const bound = [...boundNames(connect.a, "a"), ...boundNames(connect.z, "z")];
  return [
    ...checkExtents(bound),
    ...checkRanges(connect.a),
    ...checkRanges(connect.z),
    ...checkShared(connect, bound),
    ...checkRate(connect),
    ...checkDraw(connect.a),
    ...checkDraw(connect.z),
    ...checkAlign(connect, bound),
    ...checkSize(connect, bound),
  ];
}

function boundNames(end: End, which: "a" | "z"): readonly BoundName[] {
  const from = (entries: readonly IndexEntry[], dims: readonly Dim[]): readonly BoundName[] =>
    entries.flatMap((entry, at) => {
      const dim = dims[at];
      if (dim === undefined || (entry.kind !== "name" && entry.kind !== "range")) return [];
      return [{ name: entry.name, dim, entry, end: which }];
    });
  return [...from(end.index, end.array.dims), ...from(end.portIndex, end.ports.dims)];
}

function checkExtents(bound: readonly BoundName[]): readonly Diagnostic[] {
  return bound.flatMap((name, at) => {
    const first = bound.findIndex((other) => other.name === name.name);
    const other = bound[first];
    if (other === undefined || first === at) return [];
    if (countDeclared(other.dim) === countDeclared(name.dim) && other.dim.planned === name.dim.planned) return [];
    return [
      diagnose(
        wiringCodes.twoExtents,
        `\`${name.name}\` runs over ${countOf(other.dim)} on one side and over ${countOf(name.dim)} on the other`,
        [
          { span: name.entry.origin, text: `${countOf(name.dim)} here` },
          { span: other.entry.origin, text: `${countOf(other.dim)} here` },
          { span: name.dim.origin, text: `\`${name.dim.name}\` is declared here` },
          { span: other.dim.origin, text: `\`${other.dim.name}\` is declared here` },
        ],
        {
          notes: ["dimensions of one name run together, so they need one extent"],
          help: "give both the same extent, bind one side to another name, or write `*` to leave it free",
        },
      ),
    ];
  });
}

/** How many the design has, whatever the phase: what is inside a part comes whole, and the names still run together. */
function countDeclared({ extent, declared }: Dim): number {
  return declared ?? extent;
}

function countOf(dim: Dim): string {
  return countDeclared(dim) === dim.planned ? String(dim.planned) : `${countDeclared(dim)} of ${dim.planned}`;
}

function checkRanges(end: End): readonly Diagnostic[] {
  const check = (entry: IndexEntry, dim: Dim | undefined): readonly Diagnostic[] => {
    if (entry.kind !== "range" || dim === undefined) return [];
    if (entry.from >= 0 && entry.from < entry.to && entry.to <= dim.planned) return [];
    return [
      diagnose(
        wiringCodes.indexOutside,
        `range ${entry.from}..${entry.to} is not within 0..${dim.planned} of \`${dim.name}\``,
        [
          { span: entry.origin, text: "ranges leave out their end" },
          { span: dim.origin, text: `${countOf(dim)} of them` },
        ],
      ),
    ];
  };
  return [
    ...end.index.flatMap((entry, at) => check(entry, end.array.dims[at])),
    ...end.portIndex.flatMap((entry, at) => check(entry, end.ports.dims[at])),
  ];
}

function sharedNames(bound: readonly BoundName[]): readonly string[] {
  const ofA = new Set(bound.filter((name) => name.end === "a").map((name) => name.name));
  return [...new Set(bound.filter((name) => name.end === "z" && ofA.has(name.name)).map((name) => name.name))];
}

function checkShared(connect: Connect, bound: readonly BoundName[]): readonly Diagnostic[] {
  if (connect.on === null) return [];
  const shared = sharedNames(bound);
  const missing = connect.on.filter((name) => !shared.includes(name));
  const extra = shared.filter((name) => !connect.on?.includes(name));
  if (missing.length === 0 && extra.length === 0) return [];
  const list = (names: readonly string[]): string =>
    names.length === 0 ? "nothing" : names.map((name) => `\`${name}\``).join(", ");
  return [
    diagnose(
      wiringCodes.sharedDiffers,
      `the ends share ${list(shared)}, but \`on\` says ${list(connect.on)}`,
      [
        {
          span: connect.onOrigin ?? connect.origin,
          text: missing.length > 0 ? `${list(missing)} is not on both ends` : `${list(extra)} is shared too`,
        },
        { span: connect.a.origin, text: `has ${list(namesOf(bound, "a"))}` },
        { span: connect.z.origin, text: `has ${list(namesOf(bound, "z"))}` },
      ],
      { help: "correct the list after `on`, or bind the dimensions so that these names run together" },
    ),
  ];
}

function namesOf(bound: readonly BoundName[], end: "a" | "z"): readonly string[] {
  return [...new Set(bound.filter((name) => name.end === end).map((name) => name.name))];
}

/** Both ends of one statement make one message. */
function checkRate(connect: Connect): readonly Diagnostic[] {
  const rate = rateOf(connect);
  const ends = [connect.a, connect.z].filter((end, at) => at === 0 || end.ports !== connect.a.ports);
  const fitting = (fit: string): readonly End[] =>
    ends.filter((end) => fitPort(end.ports, rate, connect.whole ? "whole" : "split").fit === fit);
  const report = (found: readonly End[], kind: DiagnosticKind, what: string, help: string): readonly Diagnostic[] =>
    found.length === 0
      ? []
      : [
          diagnose(
            kind,
            `links of ${formatRate(rate)} ${what}`,
            [
              { span: connect.rateOrigin ?? connect.origin, text: `links of ${formatRate(rate)}` },
              ...found.map((end) => ({
                span: end.ports.origin,
                text: `ports of ${formatRate(end.ports.rateBitsPerSecond)}`,
              })),
            ],
            { help },
          ),
        ];
  const [fast, slow] = [fitting("tooFast"), fitting("groupSlow")];
  const most = formatRate(Math.min(...fast.map((end) => end.ports.rateBitsPerSecond)));
  return [
    ...report(
      fast,
      wiringCodes.rateTooHigh,
      `do not fit ${fast.map((end) => `the ${nameRated(end)}`).join(" and ")}`,
      `lower the rate to at most ${most}, or use a part with faster ports`,
    ),
    ...report(
      slow,
      wiringCodes.slowPort,
      `on ${slow.map((end) => nameRated(end, "the group ")).join(" and ")}, whose ports take one link each`,
      `write \`at ${formatRate(rate).replace(" ", "")} whole\` to run the port at the lower rate`,
    ),
  ];
}

/** Returns ``400 Gbps ports of `leaf.front` ``. */
function nameRated({ array, ports }: End, what = ""): string {
  return `${formatRate(ports.rateBitsPerSecond)} ports of ${what}\`${array.name}.${ports.name}\``;
}

function checkDraw(end: End): readonly Diagnostic[] {
  const { draw, ports } = end;
  if (draw.kind !== "range" || ports.poolCount === null) return [];
  const inside = draw.from >= 0 && draw.from < draw.to && draw.to <= ports.poolCount;
  const wholeCages = draw.from % ports.perCage === 0 && (draw.to % ports.perCage === 0 || draw.to === ports.poolCount);
  if (inside && wholeCages) return [];
  const message = inside
    ? `ports ${draw.from}..${draw.to} cut a cage of ${ports.perCage} ports in two`
    : `ports ${draw.from}..${draw.to} are not within 0..${ports.poolCount} of \`${end.array.name}.${ports.name}\``;
  return [
    diagnose(wiringCodes.badRange, message, [
      { span: draw.origin, text: "counted from 0, the end left out" },
      { span: ports.origin, text: `${ports.poolCount} ports, ${ports.perCage} a cage` },
    ]),
  ];
}

function checkAlign(connect: Connect, bound: readonly BoundName[]): readonly Diagnostic[] {
  const name = connect.align;
  if (name === null) return [];
  const sides = new Set(bound.filter((one) => one.name === name).map((one) => one.end));
  if (sides.size === 1) return [];
  return [
    diagnose(
      wiringCodes.cannotAlign,
      sides.size === 0
        ? `\`align\` names \`${name}\`, which no end binds`
        : `\`align\` names \`${name}\`, which both ends share, so that a device sees one value of it`,
      [{ span: connect.alignOrigin ?? connect.origin, text: "" }],
      { help: "name a dimension that only one end has" },
    ),
  ];
}

function checkSize(connect: Connect, bound: readonly BoundName[]): readonly Diagnostic[] {
  const extents = new Map<string, number>();
  for (const name of bound) extents.set(name.name, name.dim.planned);
  const free = (entries: readonly IndexEntry[], dims: readonly Dim[]): number =>
    entries.reduce((product, entry, at) => (entry.kind === "any" ? product * (dims[at]?.planned ?? 1) : product), 1);
  const stars = [connect.a, connect.z].reduce(
    (product, end) => product * free(end.index, end.array.dims) * free(end.portIndex, end.ports.dims),
    1,
  );
  const links = [...extents.values()].reduce((product, extent) => product * extent, connect.copies * stars);
  if (links <= MOST_LINKS) return [];
  const factors = [...extents].map(([name, extent]) => `${name} ${extent}`).join(" x ");
  return [
    diagnose(
      wiringCodes.tooManyLinks,
      `the statement makes about ${links.toExponential(1)} links, more than the ${MOST_LINKS} that can be counted`,
      [{ span: connect.origin, text: factors }],
    ),
  ];
}
