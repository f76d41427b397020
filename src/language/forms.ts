/** How each keyword is written, and an example of it: what the kinds table cannot say. Data only. */
import type { Kind } from "./kinds.js";

/** The forms of statements. */
const statementForms: Readonly<Record<string, string>> = {
  import: 'import { a, b } from "std/generic"',
  let: "let name = value",
  param: 'param name: type in low..high = default "text"',
  ports: "ports name[dims] x count at rate { }",
  cage: "cage name[count] holds port, port; port, port",
  connect: "connect A -> B on names x count at rate where condition { }",
  isolate: "isolate dimension, dimension",
  require: 'require condition "text"',
  allow: 'allow rule "reason"',
};

/** Returns how the heading of a member is written, with all that may stand in it. */
export function formOf(kind: Kind): string {
  const statement = statementForms[kind.keyword];
  if (statement !== undefined) return statement;
  if (kind.keyword === "part") return "part kind name extends other { }";
  const dims = kind.dims === "none" ? "" : "[dims]";
  const part = kind.form === "array" ? ": part" : "";
  const except = kind.except ? " except condition" : "";
  return `${kind.keyword} name${dims}${part}${except}${kind.body === "none" ? "" : " { }"}`;
}

/** A member with that keyword, as it may stand in its block. */
export const examples: Readonly<Record<string, string>> = {
  part: "part switch our_switch {\n  ports front x 64 at 400Gbps { lanes = 4 }\n}",
  cluster: "cluster pod {\n  server host[16]: server_8x400g\n}",
  group: "group segment[3 of 15] {\n  server host[128]: server_8x400g\n}",
  fabric: "fabric backend {\n  protocol = roce\n  switch leaf[4]: switch_64x400g\n}",
  dimension: 'dimension plane { short = "p" }',
  storage: "storage files {\n  fabric = frontend\n  tier hot { media = nvme  write = 20TB/s }\n}",
  tier: "tier hot {\n  media = nvme\n  capacity = 50_000TiB\n}",
  workload: "workload training {\n  runs_on = host\n  checkpoint = 30GB\n}",
  phase: "phase first { segment = 4 }",
  server: "server host[16]: server_8x400g { spares = 1 }",
  switch: "switch leaf[rail: 8]: switch_64x400g",
  storage_node: "storage_node files[8]: server_8x400g",
  appliance: "appliance manager[2]: fabric_manager",
  gpu: "gpu gpu[8]: gpu_80gb",
  cpu: "cpu cpu[2]: our_cpu",
  nic: "nic backend[rail: 8]: nic_400g",
  drive: "drive nvme[8]: our_drive",
  import: 'import { server_8x400g, switch_64x400g } from "std/generic"',
  let: "let spines = segments * 4",
  param: 'param segments: count in 1..16 = 15 "segments in the pod"',
  ports: "ports front x 64 at 400Gbps {\n  lanes = 4\n  splits = [2x200Gbps]\n}",
  cage: "cage osfp[2] holds eth[0], eth[1]; eth[2], eth[3]",
  connect: "connect host.backend -> leaf on rail at 400Gbps",
  isolate: "isolate plane",
  require: 'require oversubscription(leaf) <= 1 "no leaf carries more than it can pass on"',
  allow: 'allow unused_ports "the storage network is another design"',
};
