/** Counts of NVIDIA's DGX SuperPOD reference architectures. */
import { type Figure, type Heading, one, type Section, tabulate } from "./section.js";

const RA_H100 = "NVIDIA RA-11333-001 V11 (2023-09-22), DGX SuperPOD with DGX H100";
const RA_B300_XDR =
  "docs.nvidia.com/dgx-superpod/reference-architecture/scalable-infrastructure-b300-xdr, architecture, table 3";

const superpodSmall: readonly Heading[] = [
  { quantity: "nodes", count: ["devices", "node"] },
  { quantity: "GPUs", count: ["gpus", "node"] },
  { quantity: "leaf switches", count: ["devices", "leaf"] },
  { quantity: "spine switches", count: ["devices", "spine"] },
  { quantity: "node and UFM cables", count: ["links", "compute/node-leaf", "compute/ufm-leaf"] },
  { quantity: "leaf-spine cables", count: ["links", "compute/leaf-spine"] },
];

const superpodLarge: readonly Heading[] = [
  { quantity: "nodes", count: ["devices", "node"] },
  { quantity: "GPUs", count: ["gpus", "node"] },
  { quantity: "leaf switches", count: ["devices", "leaf"] },
  { quantity: "spine switches", count: ["devices", "spine"] },
  { quantity: "core switches", count: ["devices", "core"] },
  { quantity: "node-leaf cables", count: ["links", "compute/node-leaf"] },
  { quantity: "leaf-spine cables", count: ["links", "compute/leaf-spine"] },
  { quantity: "spine-core cables", count: ["links", "compute/spine-core"] },
];

const superpodMiddle = superpodLarge.filter(({ quantity }) => !quantity.includes("core"));

const superpod: readonly Section[] = [
  {
    title: "DGX SuperPOD H100, compute fabric of 1 to 4 units",
    source: `${RA_H100}, table 4; the B200 edition prints the same rows`,
    tag: "verified",
    references: tabulate("examples/superpod-h100/superpod.weft", superpodSmall, [
      [{ units: "1" }, 31, 248, 8, 4, 252, 256],
      [{ units: "2" }, 63, 504, 16, 8, 508, 512],
      [{ units: "3" }, 95, 760, 24, 16, 764, 768],
      [{ units: "4" }, 127, 1016, 32, 16, 1020, 1024],
    ]),
    without: [],
  },
  {
    title: "DGX SuperPOD H100 and B200, larger systems",
    source: `${RA_H100}, table 3; the row of 2 units in the B200 edition`,
    tag: "verified",
    references: [
      ...tabulate("examples/superpod-h100/superpod.weft", superpodMiddle, [
        [{ units: "2", managed: "false" }, 64, 512, 16, 8, 512, 512],
        [{ units: "4", managed: "false" }, 128, 1024, 32, 16, 1024, 1024],
        [{ units: "8", managed: "false" }, 256, 2048, 64, 32, 2048, 2048],
      ]),
      ...tabulate("examples/superpod-h100-large/superpod-large.weft", superpodLarge, [
        [{ units: "16" }, 512, 4096, 128, 128, 64, 4096, 4096, 4096],
        [{ units: "32" }, 1024, 8192, 256, 256, 128, 8192, 8192, 8192],
        [{ units: "64" }, 2048, 16384, 512, 512, 256, 16384, 16384, 16384],
      ]),
    ],
    without: [],
  },
  {
    title: "A third-party plan of 512 H100 servers",
    source: "apetops-us.com, help page: 4 blocks of 32 leaves, 32 spines and 16 cores",
    tag: "verified 2nd",
    references: [
      one("examples/superpod-h100-large/superpod-large.weft", { units: "16" }, [
        { quantity: "switches", count: ["devices", "leaf", "spine", "core"], published: 320 },
      ]),
    ],
    without: [],
  },
];

const siteFigures: readonly Figure[] = [
  { quantity: "DGX H100", count: ["devices", "node"], published: 127 },
  { quantity: "UFM appliances", count: ["devices", "ufm_c", "ufm_s"], published: 4 },
  { quantity: "management servers", count: ["devices", "manager"], published: 4 },
  { quantity: "in-band switches SN4600C", count: ["devices", "in_leaf", "in_core"], published: 8 },
  { quantity: "out-of-band switches SN2201", count: ["devices", "oob"], published: 8 },
  { quantity: "compute switches QM9700", count: ["devices", "leaf", "spine"], published: 48 },
  { quantity: "storage switches QM9700", count: ["devices", "node_leaf", "store_leaf", "store_spine"], published: 16 },
  { quantity: "rack PDUs, nodes", count: ["devices", "node_pdu"], published: 96 },
  { quantity: "rack PDUs, management", count: ["devices", "other_pdu"], published: 12 },
  { quantity: "in-band: 200G AOC to nodes", count: ["cables", "in_band/node-in_leaf"], published: 254 },
  { quantity: "in-band: AOC to management nodes", count: ["cables", "in_band/manager-in_leaf"], published: 8 },
  { quantity: "in-band: uplinks", count: ["cables", "in_band/in_core-edge"], published: 4 },
  { quantity: "in-band: DAC between switches", count: ["cables", "in_band/in_leaf-in_leaf"], published: 6 },
  { quantity: "in-band: AOC to NFS", count: ["cables", "in_band/nfs-in_leaf"], published: 8 },
  { quantity: "in-band: AOC from leaf to core", count: ["cables", "in_band/in_leaf-in_core"], published: 24 },
  { quantity: "out-of-band: to DGX", count: ["cables", "out_of_band/node-oob"], published: 127 },
  {
    quantity: "out-of-band: to InfiniBand switches",
    count: [
      "cables",
      "out_of_band/leaf-oob",
      "out_of_band/spine-oob",
      "out_of_band/node_leaf-oob",
      "out_of_band/store_leaf-oob",
      "out_of_band/store_spine-oob",
    ],
    published: 64,
  },
  {
    quantity: "out-of-band: to management servers and UFM",
    count: ["cables", "out_of_band/manager-oob", "out_of_band/ufm_c-oob", "out_of_band/ufm_s-oob"],
    published: 8,
  },
  {
    quantity: "out-of-band: to in-band switches",
    count: ["cables", "out_of_band/in_leaf-oob", "out_of_band/in_core-oob"],
    published: 8,
  },
  {
    quantity: "out-of-band: UFM back to back",
    count: ["cables", "out_of_band/ufm_c-ufm_c", "out_of_band/ufm_s-ufm_s"],
    published: 2,
  },
  {
    quantity: "out-of-band: to PDUs",
    count: ["cables", "out_of_band/node_pdu-oob", "out_of_band/other_pdu-oob"],
    published: 108,
  },
  { quantity: "out-of-band: 100G uplinks", count: ["cables", "in_band/oob-in_core"], published: 16 },
  { quantity: "compute: NDR cables", count: ["cables", "compute/node-leaf", "compute/leaf-spine"], published: 2040 },
  { quantity: "compute: transceivers of switches", count: ["cages", "leaf.front", "spine.front"], published: 1536 },
  { quantity: "compute: transceivers of nodes", count: ["cages", "node.compute"], published: 508 },
  { quantity: "compute: UFM transceivers", count: ["cages", "ufm_c.ib"], published: 4 },
  {
    quantity: "storage: NDR cables",
    count: ["cables", "storage/node-node_leaf", "storage/node_leaf-store_spine", "storage/store_leaf-store_spine"],
    published: 494,
  },
  { quantity: "storage: cables of two 200G ends", count: ["cables", "storage/store-store_leaf"], published: 48 },
  { quantity: "storage: UFM transceivers", count: ["cages", "ufm_s.ib"], published: 4 },
  { quantity: "storage: NDR200 cables for UFM", count: ["cables", "storage/ufm_s-node_leaf"], published: 2 },
  {
    quantity: "storage: transceivers of switches",
    count: ["cages", "node_leaf.front", "store_leaf.front", "store_spine.front", "!storage/store-store_leaf"],
    published: 369,
  },
  {
    quantity: "storage: transceivers of nodes",
    count: ["cages", "node.storage", "!in_band/node-in_leaf"],
    published: 254,
  },
];

const bothTiers: readonly Heading[] = [
  { quantity: "node ports", count: ["devices", "host"] },
  { quantity: "leaf switches", count: ["devices", "leaf"] },
  { quantity: "spine switches", count: ["devices", "spine"] },
  { quantity: "node-leaf cables", count: ["links", "net/host-leaf"] },
  { quantity: "leaf-spine cables", count: ["links", "net/leaf-spine"] },
];

const TWO_TIER = "test/acceptance/references/two-tier.weft";

const more: readonly Section[] = [
  {
    title: "DGX SuperPOD H100, 4 units: components and cables",
    source: `${RA_H100}, tables 7 and 8`,
    tag: "verified",
    references: [one("examples/superpod-h100-site/site.weft", {}, siteFigures)],
    without: [
      "38 racks: a design has no racks yet",
      "2 NDR200 cables for the UFM of the compute network: their 400G ends would share a cage with links of 400G, and a cage runs in one mode; the design has 4 links of 400G",
      "4 QSFP to SFP+ adapters and 4 SFP of 1G: the source does not say where they are",
      "4 transceivers of Slurm management: the source counts no cables for them",
    ],
  },
  {
    title: "DGX SuperPOD B300 on XDR InfiniBand: the rule for spines with 144 ports",
    source: RA_B300_XDR,
    tag: "verified",
    references: tabulate(TWO_TIER, bothTiers, [
      [{ radix: "144", leaves: "8", spines: "4" }, 576, 8, 4, 576, 576],
      [{ radix: "144", leaves: "16", spines: "8" }, 1152, 16, 8, 1152, 1152],
      [{ radix: "144", leaves: "32", spines: "18" }, 2304, 32, 18, 2304, 2304],
      [{ radix: "144", leaves: "64", spines: "36" }, 4608, 64, 36, 4608, 4608],
      [{ radix: "144", leaves: "144", spines: "72" }, 10368, 144, 72, 10368, 10368],
    ]),
    without: ["9 216 GPUs in the row of 18 units: 1 296 nodes of 8 have 10 368, as its cables say"],
  },
  {
    title: "DGX SuperPOD A100",
    source: "NVIDIA RA-09950-001 (2020-11), as commonly cited",
    tag: "recalled",
    references: tabulate("examples/superpod-a100/superpod-a100.weft", superpodLarge, [
      [{}, 140, 1120, 56, 80, 28, 1120, 1120, 1120],
    ]),
    without: ["4 DGX a rack: a design has no racks yet"],
  },
  {
    title: "GB200 NVL72",
    source: "docs.nvidia.com/dgx-superpod/reference-architecture-scalable-infrastructure-gb200, network fabrics",
    tag: "verified",
    references: [
      one("examples/gb200-nvl72/nvl72.weft", { racks: "1" }, [
        { quantity: "GPUs a rack", count: ["gpus", "tray"], published: 72 },
        { quantity: "compute trays a rack", count: ["devices", "tray"], published: 18 },
        { quantity: "switch trays a rack", count: ["devices", "nvtray"], published: 9 },
        { quantity: "NVLinks a rack", count: ["links", "scale_up"], published: 1296, tag: "derived" },
        {
          quantity: "links on a switch tray of 2 chips",
          count: ["ports used", "nvtray"],
          published: 144,
          tag: "derived",
        },
      ]),
      one("examples/gb200-nvl72/nvl72.weft", {}, [
        { quantity: "GPUs in a scalable unit of 8 racks", count: ["gpus", "tray"], published: 576 },
      ]),
    ],
    without: ["switches of the scale-out network: the source prints no counts"],
  },
];

export const superpodSections: readonly Section[] = [...superpod, ...more];
