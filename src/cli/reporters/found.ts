/** What `weft where` prints: a device with its index and ports, or a cable with both its ends. */
import type { PortUse } from "../../plan/device-ports.js";
import type { LinkNames } from "../../plan/link-names.js";
import { endOf } from "../../plan/plan.js";
import { labelOf, type PortLabel } from "../../plan/port-label.js";
import type { Found, FoundCable, FoundDevice } from "../../plan/where.js";
import { layOutTable } from "./table.js";

type Existing = Exclude<Found, { readonly kind: "none" }>;

/** Returns it as lines for people, ending in a line feed. */
export function reportFound(found: Existing): string {
  return found.kind === "device" ? reportDevice(found) : reportCable(found);
}

function reportDevice(found: FoundDevice): string {
  const { spec } = found.array;
  const index = spec.dims.map((dim, at) => `${dim.name} ${found.index[at]} of ${dim.extent}`).join(", ");
  const heading = [
    found.name,
    `  ${spec.kind} of array \`${spec.name}\`, part ${spec.part}${found.spare ? ", a spare" : ""}`,
    `  ${index === "" ? "the only one" : `${index} (from 0)`}`,
  ];
  if (found.ports.length === 0) return `${heading.join("\n")}\n  no links\n`;
  const rows = found.ports.map((use) => [ownLabel(use).port, ...describeFar(use), describeRun(use)]);
  const table = layOutTable(
    [["port", "far device", "far port", "rate", "run"], ...rows],
    ["left", "left", "left", "right", "left"],
  );
  return `${heading.join("\n")}\n\n${table.join("\n")}\n`;
}

/** The label of a use's own port. */
function ownLabel(use: PortUse): PortLabel {
  return labelOf(endOf(use.run, use.which).labels, use.code);
}

function describeFar(use: PortUse): [string, string, string] {
  const rate = `${use.run.spec.rateBitsPerSecond / 1e9} Gbps`;
  if (use.names === null) return ["(kept free)", "", rate];
  const { device, label } = farEnd(use, use.names);
  return [device, label.port, rate];
}

function farEnd(use: PortUse, names: LinkNames): { readonly device: string; readonly label: PortLabel } {
  return use.which === "a" ? { device: names.zDevice, label: names.z } : { device: names.aDevice, label: names.a };
}

function describeRun(use: PortUse): string {
  return `${use.run.spec.fabric} ${use.run.spec.name}${use.state === "spare" ? ", spare" : ""}`;
}

function reportCable(found: FoundCable): string {
  const uses = found.links.flatMap((use) => (use.names === null ? [] : [{ use, names: use.names }]));
  const first = uses[0];
  if (first === undefined) return `${found.name}\n`;
  const kind = uses.length > 1 ? `${uses.length} links of one cable` : "a link";
  const rate = `${first.use.run.spec.rateBitsPerSecond / 1e9} Gbps`;
  const rows = uses.map(({ names }) => [
    `${names.aDevice}:${names.a.port}`,
    describeCage(names.a),
    `${names.zDevice}:${names.z.port}`,
    describeCage(names.z),
    names.assembly === names.linkId ? "" : `${names.assembly}${names.branch === "" ? "" : ` branch ${names.branch}`}`,
  ]);
  const table = layOutTable(
    [["a end", "", "z end", "", "assembly"], ...rows],
    ["left", "left", "left", "left", "left"],
  );
  return `${found.name}\n  ${kind} at ${rate}, run ${describeRun(first.use)}\n\n${table.join("\n")}\n`;
}

function describeCage(label: PortLabel): string {
  return `cage ${label.cage}${label.lane === "" ? "" : ` lane ${label.lane}`}`;
}

/** Returns the same as one JSON object, ending in a line feed. */
export function reportFoundJson(found: Existing): string {
  const ports = found.kind === "device" ? found.ports : found.links;
  const links = ports.map((use) => ({
    fabric: use.run.spec.fabric,
    run: use.run.spec.name,
    port: ownLabel(use).port,
    state: use.state,
    speed_gbps: use.run.spec.rateBitsPerSecond / 1e9,
    link: use.names === null ? null : describeLink(use.names),
  }));
  const head =
    found.kind === "device"
      ? {
          device: found.name,
          array: found.array.spec.name,
          part: found.array.spec.part,
          index: Object.fromEntries(found.array.spec.dims.map((dim, at) => [dim.name, found.index[at]])),
          spare: found.spare,
        }
      : { cable: found.name };
  return `${JSON.stringify({ ...head, links }, null, 2)}\n`;
}

function describeLink(names: LinkNames): object {
  return {
    link_id: names.linkId,
    a_device: names.aDevice,
    a_port: names.a.port,
    z_device: names.zDevice,
    z_port: names.z.port,
    assembly: names.assembly,
    branch: names.branch,
  };
}
