/** Kinds of diagnostics about files of data: catalogues, NetBox types, price books. WF9060 to WF9099. */
import type { DiagnosticKind } from "../diagnostic.js";

export const dataCodes = {
  malformed: { code: "WF9060", severity: "error", title: "malformed data file" },
  beyondLimits: { code: "WF9061", severity: "error", title: "data file beyond the limits" },
  unknownForm: { code: "WF9062", severity: "error", title: "data file of no known form" },
  wrongValue: { code: "WF9063", severity: "error", title: "value that does not belong in a data file" },
  keyTwice: { code: "WF9064", severity: "error", title: "key given twice in a data file" },
  unknownKey: { code: "WF9065", severity: "error", title: "unknown key in a data file" },
  missingKey: { code: "WF9066", severity: "error", title: "missing key in a data file" },
  unevenRow: { code: "WF9067", severity: "error", title: "row of another length than the heading" },
  unknownPartKind: { code: "WF9068", severity: "error", title: "NetBox type of no known kind of part" },
  idleOverlay: { code: "WF9069", severity: "error", title: "overlay of ports that are not there" },
  nothingToImport: { code: "WF9070", severity: "error", title: "nothing to import" },
} as const satisfies Record<string, DiagnosticKind>;

/** What is known to go wrong in files of the NetBox device type library; WF9080 to WF9099. */
export const libraryCodes = {
  unknownType: { code: "WF9080", severity: "warning", title: "unknown interface type" },
  unknownKey: { code: "WF9081", severity: "warning", title: "unknown key in a NetBox type" },
  missingPorts: { code: "WF9082", severity: "warning", title: "gap in the ports of a NetBox type" },
  missingKey: { code: "WF9083", severity: "warning", title: "missing key in a NetBox type" },
  foreignNames: { code: "WF9084", severity: "warning", title: "ports of a switch on a server" },
  notEthernet: { code: "WF9085", severity: "warning", title: "InfiniBand ports typed as Ethernet" },
  unflagged: { code: "WF9086", severity: "warning", title: "management port without its flag" },
  missingDraw: { code: "WF9087", severity: "warning", title: "power ports without draw" },
  supplyCount: { code: "WF9088", severity: "warning", title: "power supplies without power ports" },
  smallInlet: { code: "WF9089", severity: "warning", title: "power inlet too small" },
  otherCage: { code: "WF9090", severity: "warning", title: "name and type of a port disagree" },
  twice: { code: "WF9091", severity: "warning", title: "two components of one name" },
  doubtfulWeight: { code: "WF9092", severity: "warning", title: "doubtful weight" },
  mountingDepth: { code: "WF9093", severity: "warning", title: "mounting depth that is a rail setting" },
  looseMapping: { code: "WF9094", severity: "warning", title: "port mapping that leads nowhere" },
  guessedKind: { code: "WF9095", severity: "advice", title: "kind of part that was guessed" },
  twoAccelerators: { code: "WF9096", severity: "warning", title: "two accelerators in one NetBox type" },
  beyondCage: { code: "WF9097", severity: "warning", title: "ports faster than their cage" },
} as const satisfies Record<string, DiagnosticKind>;
