/** Checks of the interfaces of a NetBox type: types, gaps, cages, names that belong to another device. */
import { libraryCodes } from "../core/codes/data.js";
import { type Diagnostic, diagnose } from "../core/diagnostic.js";
import { formatCount } from "../core/quantity.js";
import { suggest } from "../core/suggest.js";
import { countNoun } from "../core/words.js";
import { adviseOverlay, at, type LintFacts, listSome } from "./lint-facts.js";
import { interfaceSlugs, lanesOfCage } from "./netbox-interfaces.js";
import {
  compareNumbers,
  countCages,
  isForManagement,
  type NumberedPort,
  numberPort,
  type PortRun,
} from "./netbox-ports.js";

/** Returns what is doubtful about the interfaces. */
export function lintPorts(facts: LintFacts): readonly Diagnostic[] {
  return [
    ...findUnknownTypes(facts),
    ...findGaps(facts),
    ...findForeignNames(facts),
    ...findWrongProtocol(facts),
    ...findUnflagged(facts),
    ...findOtherCages(facts),
    ...findBeyondCage(facts),
    ...findAccelerators(facts),
  ];
}

function findUnknownTypes(facts: LintFacts): readonly Diagnostic[] {
  if (facts.mended.addsPorts) return [];
  const unknown = facts.document.interfaces.filter((port) => port.isUnknown);
  return [...new Set(unknown.map(({ slug }) => slug.text))].flatMap((slug) => {
    const ports = unknown.filter((port) => port.slug.text === slug);
    const [first] = ports;
    if (first === undefined) return [];
    const near = suggest(slug, interfaceSlugs);
    const meant = near === null ? "" : `did you mean \`${near}\`? `;
    return [
      diagnose(
        libraryCodes.unknownType,
        `NetBox has no interface type \`${slug}\`, so ${countNoun(ports.length, "port")} of it are left out`,
        [at(first.slug.span, `of \`${first.name.text}\``)],
        { help: `${meant}mend the file, or give the ports in \`${facts.overlay}\` beside it` },
      ),
    ];
  });
}

/** Gaps in fewer ports than this are no mistake of copying. */
const LEAST_PORTS = 8;

function findGaps(facts: LintFacts): readonly Diagnostic[] {
  const patterns = new Map<string, NumberedPort[]>();
  for (const port of facts.document.interfaces) {
    if (port.type === null || isForManagement(port, facts.kind)) continue;
    const numbered = numberPort(port);
    patterns.set(numbered.pattern, [...(patterns.get(numbered.pattern) ?? []), numbered]);
  }
  return [...patterns.values()].flatMap((ports) => {
    const run = facts.runs.find((one) => one.ports.some(({ port }) => port === ports[0]?.port));
    if (ports.length < LEAST_PORTS || run === undefined || facts.mended.ports(run.name, "count")) return [];
    return reportGap(facts, ports, run);
  });
}

function reportGap(facts: LintFacts, ports: readonly NumberedPort[], run: PortRun): readonly Diagnostic[] {
  const missing = run.perCage > 1 ? listMissingInCages(ports) : listHoles(ports.map(({ numbers }) => numbers));
  // Where more is missing than there is, the numbers are no count.
  if (missing.length === 0 || missing.length > ports.length / 2) return [];
  const pattern = ports[0]?.pattern ?? "";
  const whole = ports.length + missing.length;
  const held =
    run.perCage > 1
      ? `, ${whole / run.perCage} cages of ${run.perCage} hold ${formatCount(whole)}`
      : `, the numbers run over ${formatCount(whole)}`;
  const before = new Set(missing.slice(0, 3).map((numbers) => findBefore(ports, numbers)));
  return [
    diagnose(
      libraryCodes.missingPorts,
      `${listSome(missing.map((numbers) => writeName(pattern, numbers)))} ${missing.length === 1 ? "is" : "are"} missing: ${formatCount(ports.length)} ports are listed${held}`,
      [...before].flatMap((one) => (one === undefined ? [] : [at(one.port.name.span, "the next one is missing")])),
      { help: adviseOverlay(facts, `ports: { ${run.name}: { count: ${whole} } }`) },
    ),
  ];
}

/** Returns the port after which the missing one would stand, or the first. */
function findBefore(ports: readonly NumberedPort[], missing: readonly number[]): NumberedPort | undefined {
  return ports.findLast(({ numbers }) => compareNumbers(numbers, missing) < 0) ?? ports[0];
}

function writeName(pattern: string, numbers: readonly number[]): string {
  let position = 0;
  return pattern.replace(/#/g, () => String(numbers[position++] ?? ""));
}

function listMissingInCages(ports: readonly NumberedPort[]): readonly (readonly number[])[] {
  const counted = countCages(ports);
  if (counted === null) return [];
  const present = [...counted.cages].flatMap(([key, inside]) =>
    counted.positions
      .filter((position) => !inside.includes(position))
      .map((position) => [...key.split(".").map(Number), position]),
  );
  const cages = [...counted.cages.keys()].map((key) => key.split(".").map(Number));
  const absent = listHoles(cages).flatMap((cage) => counted.positions.map((position) => [...cage, position]));
  return [...present, ...absent];
}

/** Returns the numbers between the least and the greatest that are not there, where only one of them runs. */
function listHoles(all: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const [first] = all;
  if (first === undefined) return [];
  const running = first.flatMap((_, at) => (new Set(all.map((numbers) => numbers[at])).size > 1 ? [at] : []));
  const [only, ...more] = running;
  if (only === undefined || more.length > 0) return [];
  const present = new Set(all.map((numbers) => numbers[only]));
  const least = Math.min(...all.map((numbers) => numbers[only] ?? 0));
  const most = Math.max(...all.map((numbers) => numbers[only] ?? 0));
  if (most - least > 2 * all.length) return [];
  const holes: number[][] = [];
  for (let number = least; number < most; number += 1)
    if (!present.has(number)) holes.push(first.map((own, at) => (at === only ? number : own)));
  return holes;
}

/** How switches name their ports, and servers do not. */
const switchNames = /^(ethernet|swp|et|xe|ge|te|gi|hundredgige|fourhundredgige|ib)[-_ ]?#([/.]#)*$/i;
/** So many of them are not a few ports of a card. */
const FOREIGN_PORTS = 16;

function findForeignNames(facts: LintFacts): readonly Diagnostic[] {
  if (facts.kind !== "server" && facts.kind !== "storage_node") return [];
  const foreign = facts.runs.filter(({ ports }) => switchNames.test(ports[0]?.pattern ?? ""));
  const count = foreign.reduce((sum, { ports }) => sum + ports.length, 0);
  const [first] = foreign;
  const port = first?.ports[0]?.port;
  if (first === undefined || port === undefined || count < FOREIGN_PORTS) return [];
  if (foreign.every(({ name }) => facts.mended.ports(name))) return [];
  const removed = foreign.map(({ name }) => `${name}: null`).join(", ");
  return [
    diagnose(
      libraryCodes.foreignNames,
      `${countNoun(count, "port")} are called as on a switch (\`${port.name.text}\` and so on), but this is a server: they look copied from a switch`,
      [at(port.name.span, "the first of them")],
      { help: adviseOverlay(facts, `ports: { ${removed} }`) },
    ),
  ];
}

function findWrongProtocol(facts: LintFacts): readonly Diagnostic[] {
  return facts.runs.flatMap((run) => {
    const port = run.ports[0]?.port;
    if (run.protocol === run.type.protocol || port === undefined || facts.mended.ports(run.name, "protocol")) return [];
    return [
      diagnose(
        libraryCodes.notEthernet,
        `${countNoun(run.ports.length, "port")} of \`${facts.document.model}\`, an InfiniBand switch, have the Ethernet type \`${run.type.slug}\`; they are taken for InfiniBand`,
        [at(port.slug.span, `of \`${port.name.text}\``)],
        { help: adviseOverlay(facts, `ports: { ${run.name}: { protocol: infiniband } }`) },
      ),
    ];
  });
}

function findUnflagged(facts: LintFacts): readonly Diagnostic[] {
  const ports = facts.document.interfaces.filter((port) => isForManagement(port, facts.kind) && !port.isFlagged);
  const [first] = ports;
  if (first === undefined || facts.mended.ports("management")) return [];
  const names = listSome(ports.map(({ name }) => name.text));
  return [
    diagnose(
      libraryCodes.unflagged,
      `${names} ${ports.length === 1 ? "is" : "are"} for management by name and speed, but not by \`mgmt_only\``,
      ports.slice(0, 3).map(({ name }) => at(name.span)),
      {
        help: `add \`mgmt_only: true\` to ${ports.length === 1 ? "it" : "each"}, or give \`ports: { management: ... }\` in \`${facts.overlay}\` beside the file`,
      },
    ),
  ];
}

/** What a name may say of the cage, and how the slug of such a type ends. The longer names come first. */
const cageNames: readonly (readonly [name: RegExp, slug: RegExp, said: string])[] = [
  [/qsfp[-_ ]?dd/i, /qsfpdd/, "QSFP-DD"],
  [/qsfp112/i, /qsfp112/, "QSFP112"],
  [/qsfp56/i, /qsfp56/, "QSFP56"],
  [/qsfp28/i, /qsfp28/, "QSFP28"],
  [/qsfp\+/i, /qsfpp/, "QSFP+"],
  [/osfp/i, /osfp/, "OSFP"],
  [/sfp56/i, /sfp56/, "SFP56"],
  [/sfp28/i, /sfp28/, "SFP28"],
  [/sfp\+/i, /sfpp/, "SFP+"],
];

function findOtherCages(facts: LintFacts): readonly Diagnostic[] {
  return facts.runs.flatMap((run) => {
    const port = run.ports[0]?.port;
    const named = cageNames.find(([name]) => name.test(port?.name.text ?? ""));
    if (port === undefined || named === undefined || named[1].test(run.type.slug)) return [];
    if (facts.mended.ports(run.name)) return [];
    return [
      diagnose(
        libraryCodes.otherCage,
        `\`${port.name.text}\` is ${named[2]} by its name, its type \`${run.type.slug}\` is another`,
        [at(port.slug.span), at(port.name.span, named[2])],
        { help: `see which is right; ${adviseOverlay(facts, `ports: { ${run.name}: { rate: ... } }`)}` },
      ),
    ];
  });
}

function findBeyondCage(facts: LintFacts): readonly Diagnostic[] {
  return facts.runs.flatMap((run) => {
    const { type, perCage, cage } = run;
    const port = run.ports[0]?.port;
    const whole = cage === null ? null : lanesOfCage(cage);
    if (port === undefined || whole === null || type.lanes === null || perCage === 1) return [];
    if (type.lanes * perCage <= whole || facts.mended.ports(run.name)) return [];
    return [
      diagnose(
        libraryCodes.beyondCage,
        `${perCage} ports of ${type.lanes} lanes share each cage by their names, ${perCage} x ${type.lanes} = ${perCage * type.lanes}, but it has ${whole}`,
        [at(port.slug.span, `\`${type.slug}\` is a whole cage`)],
        {
          help: `list whole ports, or ${adviseOverlay(facts, `ports: { ${run.name}: { count: ${run.ports.length / perCage}, per_cage: 1, lanes: ${whole} } }`)}`,
        },
      ),
    ];
  });
}

/** Accelerators by name: MI300X, MI325X, H100, B200. */
const accelerators = /\b(MI\d{3}[AX]|[ABH]\d00|GB\d00)\b/g;

function findAccelerators(facts: LintFacts): readonly Diagnostic[] {
  const { root, interfaces } = facts.document;
  const bays = root.kind === "map" ? (root.entries.find(({ key }) => key.text === "module-bays")?.value ?? null) : null;
  const places = new Map<string, { readonly span: LintFacts["document"]["interfacesSpan"] }>();
  const note = (text: string, span: LintFacts["document"]["interfacesSpan"]): void => {
    for (const [name] of text.matchAll(accelerators)) if (!places.has(name)) places.set(name, { span });
  };
  for (const bay of bays?.kind === "list" ? bays.items : [])
    if (bay.kind === "map")
      for (const { key, value } of bay.entries)
        if (key.text === "description" && value.kind === "text") note(value.value, value.span);
  for (const { description, name } of interfaces) note(description, name.span);
  const [first, second] = [...places];
  if (first === undefined || second === undefined) return [];
  return [
    diagnose(
      libraryCodes.twoAccelerators,
      `the file speaks of ${first[0]} and of ${second[0]}, a server has one of them`,
      [at(second[1].span, second[0]), at(first[1].span, first[0])],
      { help: `see which is right; say what is inside with \`inside:\` in \`${facts.overlay}\` beside the file` },
    ),
  ];
}
