/** Checks of a NetBox type for what is known to go wrong in such files; each finding can be mended by an overlay. */
import { libraryCodes } from "../core/codes/data.js";
import { type Diagnostic, diagnose } from "../core/diagnostic.js";
import { formatMass, formatPower } from "../core/quantity.js";
import { suggest } from "../core/suggest.js";
import { countNoun } from "../core/words.js";
import { type DataEntry, type DataNode, findItems, findNumber, findText, findValue } from "./data-node.js";
import { adviseOverlay, at, type LintFacts, listSome, modelSpan } from "./lint-facts.js";
import { lintPorts } from "./lint-ports.js";
import { keySpan, placeText } from "./netbox-document.js";
import { isUsableDepth } from "./netbox-figures.js";

/** Returns what is doubtful about a file, in the order of the checks. */
export function lintNetbox(facts: LintFacts): readonly Diagnostic[] {
  return [
    ...findUnknownKeys(facts),
    ...findMissingKeys(facts),
    ...findGuess(facts),
    ...findTwins(facts),
    ...lintPorts(facts),
    ...lintPower(facts),
    ...findDoubtfulWeight(facts),
    ...findRailSetting(facts),
    ...findLooseMappings(facts),
  ];
}

/** Keys of device types, module types and rack types, of both generations. */
const rootKeys: readonly string[] = [
  ...["manufacturer", "model", "slug", "part_number", "u_height", "is_full_depth", "airflow", "weight", "weight_unit"],
  ...["front_image", "rear_image", "subdevice_role", "is_powered", "description", "comments", "weft_kind", "profile"],
  ...["attribute_data", "attributes", "custom_fields", "tags", "default_platform", "exclude_from_utilization"],
  ...["console-ports", "console-server-ports", "power-ports", "power-outlets", "interfaces", "front-ports"],
  ...["rear-ports", "port-mappings", "module-bays", "device-bays", "inventory-items", "module-bay-types"],
  ...["form_factor", "width", "starting_unit", "desc_units", "outer_width", "outer_height", "outer_depth"],
  ...["outer_unit", "max_weight", "mounting_depth"],
];

/** Keys of what stands in the lists. */
const itemKeys: readonly string[] = [
  ...["name", "type", "label", "description", "mgmt_only", "enabled", "bridge", "poe_mode", "poe_type", "rf_role"],
  ...["maximum_draw", "allocated_draw", "power_port", "feed_leg", "positions", "color", "rear_port", "position"],
  ...["rear_port_position", "front_port", "front_port_position", "manufacturer", "part_id", "role", "parent"],
  ...["_is_power_source", "bay_types"],
];

function findUnknownKeys({ document }: LintFacts): readonly Diagnostic[] {
  if (document.root.kind !== "map") return [];
  const { entries } = document.root;
  const inner = new Map<string, DataEntry>();
  for (const { value } of entries)
    for (const item of value.kind === "list" ? value.items : [])
      for (const entry of item.kind === "map" ? item.entries : [])
        if (!itemKeys.includes(entry.key.text) && !inner.has(entry.key.text)) inner.set(entry.key.text, entry);
  return [
    ...entries.filter(({ key }) => !rootKeys.includes(key.text)).map((entry) => reportKey(entry, rootKeys)),
    ...[...inner.values()].map((entry) => reportKey(entry, itemKeys)),
  ];
}

function reportKey({ key }: DataEntry, known: readonly string[]): Diagnostic {
  const near = suggest(key.text, known);
  return diagnose(
    libraryCodes.unknownKey,
    `NetBox types have no key \`${key.text}\`, so what it says is left out`,
    [at(key.span)],
    { help: near === null ? "remove it, or say it in an overlay" : `did you mean \`${near}\`?` },
  );
}

/** What the library requires now and did not always. */
const requiredKeys = ["slug", "u_height", "is_full_depth"] as const;

function findMissingKeys(facts: LintFacts): readonly Diagnostic[] {
  const { document, mended } = facts;
  if (document.form !== "device") return [];
  const given = { slug: false, u_height: mended.figure("height"), is_full_depth: mended.figure("full_depth") };
  const missing = requiredKeys.filter((key) => findValue(document.root, key) === null && !given[key]);
  if (missing.length === 0) return [];
  return [
    diagnose(
      libraryCodes.missingKey,
      `${listSome(missing)} ${missing.length === 1 ? "is" : "are"} not given, which the library requires of device types`,
      [at(modelSpan(facts))],
      { help: "add what is known; what is not given is unknown" },
    ),
  ];
}

function findGuess(facts: LintFacts): readonly Diagnostic[] {
  if (!facts.guess.isGuess) return [];
  return [
    diagnose(
      libraryCodes.guessedKind,
      `nothing in the file tells what \`${facts.document.model}\` is, it is taken for an appliance`,
      [at(modelSpan(facts))],
      { help: `write \`kind: server\`, or what it is, in \`${facts.overlay}\` beside the file` },
    ),
  ];
}

function findTwins({ document }: LintFacts): readonly Diagnostic[] {
  return ["interfaces", "power-ports", "console-ports", "module-bays"].flatMap((key) => {
    const seen = new Map<string, DataNode>();
    const twins: Diagnostic[] = [];
    for (const item of findItems(document.root, key)) {
      const name = placeText(item, "name");
      const first = seen.get(name.text);
      if (first === undefined) seen.set(name.text, item);
      else
        twins.push(
          diagnose(
            libraryCodes.twice,
            `two of the ${key} are called \`${name.text}\`, each counts as one`,
            [at(name.span, "again here"), at(placeText(first, "name").span, "first here")],
            { help: "NetBox takes no two of one name: rename one, or remove it" },
          ),
        );
    }
    return twins.slice(0, 3);
  });
}

const supplyBays = /\b(psu|power supply|ps)[\s_-]*\d*$|^psu/i;

function lintPower(facts: LintFacts): readonly Diagnostic[] {
  if (["rack", "pdu", "panel", "nic"].includes(facts.kind)) return [];
  const { root } = facts.document;
  const ports = findItems(root, "power-ports");
  const bays = findItems(root, "module-bays").filter((bay) => supplyBays.test(findText(bay, "name") ?? ""));
  return [...findMissingDraw(facts, ports), ...findSupplyCount(facts, ports, bays), ...findSmallInlets(facts, ports)];
}

function findMissingDraw(facts: LintFacts, ports: readonly DataNode[]): readonly Diagnostic[] {
  const silent = ports.filter((port) => findNumber(port, "maximum_draw") === null);
  const [first] = silent;
  if (first === undefined || facts.mended.figure("power")) return [];
  return [
    diagnose(
      libraryCodes.missingDraw,
      `${silent.length} of ${countNoun(ports.length, "power port")} state no \`maximum_draw\`, so the power is unknown`,
      [at(placeText(first, "name").span, "the first without")],
      { help: adviseOverlay(facts, "power: ...W") },
    ),
  ];
}

function findSupplyCount(
  facts: LintFacts,
  ports: readonly DataNode[],
  bays: readonly DataNode[],
): readonly Diagnostic[] {
  const [first] = bays;
  if (first === undefined || ports.length >= bays.length) return [];
  if (facts.mended.figure("supplies") || (ports.length === 0 && facts.mended.figure("power"))) return [];
  const found = ports.length === 0 ? "no power port, so the power is unknown" : countNoun(ports.length, "power port");
  return [
    diagnose(
      libraryCodes.supplyCount,
      `${countNoun(bays.length, "bay")} for power supplies, but ${found}`,
      [
        at(placeText(first, "name").span, "the first bay"),
        ...(ports.length === 0
          ? []
          : [at(keySpan(facts.document.root, "power-ports"), countNoun(ports.length, "port"))]),
      ],
      { help: adviseOverlay(facts, ports.length === 0 ? "power: ...W" : `supplies: ${bays.length}`) },
    ),
  ];
}

/** Amperes of the inlets of IEC 60320; with 240 V, the most that mains give on one phase. */
const inletAmperes: Readonly<Record<string, number>> = {
  "iec-60320-c6": 2.5,
  "iec-60320-c8": 2.5,
  "iec-60320-c14": 10,
  "iec-60320-c16": 10,
  "iec-60320-c20": 16,
  "iec-60320-c22": 16,
};
const MAINS_VOLTS = 240;
/** A server beyond this has C20 inlets or better. */
const MOST_WATTS_ON_C14 = 2000;

function findSmallInlets(facts: LintFacts, ports: readonly DataNode[]): readonly Diagnostic[] {
  if (facts.mended.figure("inlet")) return [];
  let sum = 0;
  for (const port of ports) {
    const draw = findNumber(port, "maximum_draw");
    const type = placeText(port, "type");
    const amperes = Object.hasOwn(inletAmperes, type.text) ? inletAmperes[type.text] : undefined;
    sum += draw?.value ?? 0;
    if (draw === null || amperes === undefined || draw.value <= amperes * MAINS_VOLTS) continue;
    const most = formatPower(amperes * MAINS_VOLTS);
    return [
      diagnose(
        libraryCodes.smallInlet,
        `one inlet draws ${formatPower(draw.value)}, \`${type.text}\` takes ${amperes} A x ${MAINS_VOLTS} V = ${most}`,
        [at(type.span), at(draw.span, formatPower(draw.value))],
        { help: adviseOverlay(facts, 'inlet: "IEC 60320 C20"') },
      ),
    ];
  }
  const [first] = ports;
  const isC14 = ports.every((port) => findText(port, "type") === "iec-60320-c14");
  if (facts.kind !== "server" || first === undefined || !isC14 || sum <= MOST_WATTS_ON_C14) return [];
  return [
    diagnose(
      libraryCodes.smallInlet,
      `a server of ${formatPower(sum)} has C14 inlets, beyond ${formatPower(MOST_WATTS_ON_C14)} C20 is expected`,
      [at(placeText(first, "type").span)],
      { help: adviseOverlay(facts, 'inlet: "IEC 60320 C20"') },
    ),
  ];
}

/** Kilograms of each unit, for comparing only. */
const kilograms: Readonly<Record<string, number>> = { kg: 1, g: 0.001, lb: 0.453_592_37, oz: 0.028_349_523_125 };
/** Of one rack unit, in kilograms: a cover plate is heavier, a block of lead is lighter. */
const LIGHTEST = 0.2;
const HEAVIEST = 100;

function findDoubtfulWeight(facts: LintFacts): readonly Diagnostic[] {
  const { root, form } = facts.document;
  const weight = findNumber(root, "weight");
  const unit = findText(root, "weight_unit");
  if (facts.mended.figure("weight") || weight === null || form === "rack") return [];
  if (unit === null)
    return [
      diagnose(libraryCodes.doubtfulWeight, "the weight has no `weight_unit`, so it is unknown", [at(weight.span)], {
        help: adviseOverlay(facts, `weight: ${weight.text}kg`),
      }),
    ];
  const units = findNumber(root, "u_height")?.value ?? 0;
  const mass = weight.value * (kilograms[unit] ?? 1);
  if (units <= 0 || (mass >= LIGHTEST * units && mass <= HEAVIEST * units)) return [];
  return [
    diagnose(
      libraryCodes.doubtfulWeight,
      `${formatMass(mass)} in ${units}U is ${formatMass(mass / units)} a rack unit, from ${formatMass(LIGHTEST)} to ${formatMass(HEAVIEST)} is usual`,
      [at(weight.span), at(keySpan(root, "weight_unit"), "is this the unit?")],
      { help: adviseOverlay(facts, `weight: ${weight.text}kg`) },
    ),
  ];
}

function findRailSetting(facts: LintFacts): readonly Diagnostic[] {
  const depth = findNumber(facts.document.root, "mounting_depth");
  if (depth === null || isUsableDepth(depth.value) || facts.mended.figure("usable_depth")) return [];
  return [
    diagnose(
      libraryCodes.mountingDepth,
      `${depth.text} mm is how near the rails can be set, not what fits, so the usable depth is unknown`,
      [at(depth.span)],
      { help: adviseOverlay(facts, "usable_depth: ...mm") },
    ),
  ];
}

/** Front ports name their rear port inline (until NetBox 4.4), or a list of mappings names both (from 4.5). */
function findLooseMappings({ document: { root } }: LintFacts): readonly Diagnostic[] {
  const namesIn = (key: string): ReadonlySet<string> =>
    new Set(findItems(root, key).map((port) => findText(port, "name") ?? ""));
  const [front, rear] = [namesIn("front-ports"), namesIn("rear-ports")];
  const named = [
    ...findItems(root, "front-ports").map((port) => ({ item: port, key: "rear_port", known: rear })),
    ...findItems(root, "port-mappings").flatMap((item) => [
      { item, key: "front_port", known: front },
      { item, key: "rear_port", known: rear },
    ]),
  ];
  return named.flatMap(({ item, key, known }) => {
    const name = placeText(item, key);
    if (findValue(item, key) === null || known.has(name.text)) return [];
    const near = suggest(name.text, known);
    return [
      diagnose(libraryCodes.looseMapping, `there is no ${key.replace("_", " ")} \`${name.text}\``, [at(name.span)], {
        help: near === null ? "name one that is listed" : `did you mean \`${near}\`?`,
      }),
    ];
  });
}
