/** Makes a sound design of about so many lines: small clusters' worth of parts, groups and fabrics, all of them checked. */

const LINES_A_UNIT = 20;

/** Returns the text of a design of about `lines` lines. */
export function generateDesign(lines: number): string {
  if (lines < LINES_A_UNIT) return writeSmall();
  const units = Math.max(1, Math.floor((lines - 3) / LINES_A_UNIT));
  const parts = Array.from({ length: units }, (_, unit) => writeParts(unit)).join("");
  const blocks = Array.from({ length: units }, (_, unit) => writeBlocks(unit)).join("");
  return `${parts}/// A generated design.\ncluster generated {\n${blocks}}\n`;
}

/** Nine lines and a comment. */
function writeSmall(): string {
  return `import { server_8x400g, switch_64x400g } from "std/generic"
/// A small design.
cluster small {
  server host[32]: server_8x400g
  fabric net {
    switch leaf[rail: 8]: switch_64x400g
    switch spine[4]: switch_64x400g
    connect host.backend -> leaf on rail
    connect leaf -> spine x 8
  }
}
`;
}

function writeParts(index: number): string {
  const unit = numberUnit(index);
  return `/// Switch ${unit}.
part switch switch_${unit} {
  ports front x 64 at 400Gbps { lanes = 4  splits = [2x200Gbps]  protocol = ethernet }
}
/// Server ${unit}.
part server server_${unit} {
  ports nic[rail: 4] at 200Gbps { lanes = 2  protocol = ethernet }
}
`;
}

function writeBlocks(index: number): string {
  const unit = numberUnit(index);
  return `  let spines_${unit} = 8 + ${index % 4}
  group unit_${unit}[4] {
    server host_${unit}[32]: server_${unit} { spares = 2 }
  }
  /// Fabric ${unit}.
  fabric net_${unit} {
    protocol = ethernet
    switch leaf_${unit}[unit_${unit}, rail: 4]: switch_${unit}
    switch spine_${unit}[spines_${unit}]: switch_${unit}
    connect host_${unit}.nic -> leaf_${unit} on unit_${unit}, rail at 200Gbps
    connect leaf_${unit} -> spine_${unit} x 2 at 400Gbps
  }
`;
}

/** Names of one width, so that none of them followed by an index reads as another. */
function numberUnit(index: number): string {
  return String(index).padStart(4, "0");
}
