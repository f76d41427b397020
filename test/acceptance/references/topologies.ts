/** Counts of topologies as papers and operators give them. */
import { type Heading, one, type Section, tabulate } from "./section.js";

const DEEPSEEK = "Insights into DeepSeek-V3, arXiv 2505.09343, table 3";
const TWO_TIER = "test/acceptance/references/two-tier.weft";

const torus: readonly Heading[] = [{ quantity: "chips", count: ["gpus", "chip"] }];

export const topologySections: readonly Section[] = [
  {
    title: "Fat tree, k = 48",
    source: "Al-Fares, Loukissas, Vahdat, SIGCOMM 2008 (doi 10.1145/1402958.1402967)",
    tag: "verified",
    references: [
      one("examples/fat-tree/fat-tree.weft", {}, [
        { quantity: "hosts", count: ["devices", "host"], published: 27_648 },
        { quantity: "switches", count: ["devices", "edge", "agg", "core"], published: 2_880 },
        { quantity: "switches in pods", count: ["devices", "edge", "agg"], published: 2_304 },
        { quantity: "core switches", count: ["devices", "core"], published: 576 },
      ]),
    ],
    without: [],
  },
  {
    title: "Topologies of 64-port switches",
    source: DEEPSEEK,
    tag: "verified",
    references: [
      one(TWO_TIER, { leaves: "64", spines: "32" }, [
        { quantity: "FT2: endpoints", count: ["devices", "host"], published: 2_048 },
        { quantity: "FT2: switches", count: ["devices", "leaf", "spine"], published: 96 },
        { quantity: "FT2: links", count: ["links", "net/leaf-spine"], published: 2_048 },
      ]),
      one("examples/multi-plane/multi-plane.weft", {}, [
        { quantity: "MPFT: endpoints", count: ["gpus", "host"], published: 16_384 },
        { quantity: "MPFT: switches", count: ["devices", "leaf", "spine"], published: 768 },
        { quantity: "MPFT: links", count: ["links", "backend/leaf-spine"], published: 16_384 },
      ]),
      one("test/acceptance/references/three-tier.weft", {}, [
        { quantity: "FT3: endpoints", count: ["devices", "host"], published: 65_536 },
        { quantity: "FT3: switches", count: ["devices", "edge", "agg", "core"], published: 5_120 },
        { quantity: "FT3: links", count: ["links", "net/edge-agg", "net/agg-core"], published: 131_072 },
      ]),
      one("test/acceptance/references/dragonfly-511.weft", {}, [
        { quantity: "DF: endpoints", count: ["devices", "host"], published: 261_632 },
        { quantity: "DF: switches", count: ["devices", "router"], published: 16_352 },
        {
          quantity: "DF: links",
          count: ["links", "net/router-router", "net/router-router-2", "net/router-router-3"],
          published: 384_272,
        },
      ]),
    ],
    without: [
      "SF: 32 928 endpoints on 1 568 switches is q = 28, which is neither a prime nor a power of one: no such graph exists, the source counts by formula",
    ],
  },
  {
    title: "Meta's RoCE cluster of 24 576 GPUs",
    source: "The Llama 3 Herd of Models, arXiv 2407.21783, section 3.3.1",
    tag: "verified",
    references: [
      one("examples/meta-24k/meta-24k.weft", {}, [
        { quantity: "GPUs", count: ["gpus", "host"], published: 24_576 },
        { quantity: "racks, one ToR each", count: ["devices", "rtsw"], published: 8 * 192 },
        { quantity: "oversubscription in a pod", count: ["oversubscription", "rtsw"], published: 1 },
      ]),
      one("examples/meta-24k/meta-24k.weft", { pods: "1" }, [
        { quantity: "GPUs of a pod", count: ["gpus", "host"], published: 3_072 },
      ]),
    ],
    without: [
      "1:7 between pods: 384 links down on each cluster switch would need 54.86 up; the design has 54, which is 64/9",
    ],
  },
  {
    title: "Frontier, compute cabinets",
    source: "glennklockwood.com/garden/systems/frontier",
    tag: "verified 2nd",
    references: [
      one("examples/dragonfly-frontier/frontier.weft", {}, [
        { quantity: "nodes", count: ["devices", "node"], published: 9_408 },
        { quantity: "accelerators", count: ["gpus", "node"], published: 37_632 },
        { quantity: "switches, 32 a cabinet", count: ["devices", "rosetta"], published: 74 * 32 },
        {
          quantity: "links in cabinets, 992 ports each",
          count: ["links", "slingshot/rosetta-rosetta"],
          published: (74 * 992) / 2,
        },
        {
          quantity: "links between cabinets, 4 a pair",
          count: ["links", "slingshot/rosetta-rosetta-2"],
          published: ((74 * 73) / 2) * 4,
        },
        { quantity: "hops: 3 between switches and 2 of nodes", count: ["hops", "slingshot"], published: 5 },
      ]),
    ],
    without: ["the groups for storage and service"],
  },
  {
    title: "Slim Fly of 200 servers",
    source: "Blach et al., NSDI 2024 (arXiv 2310.03742)",
    tag: "verified 2nd",
    references: [
      one("examples/slim-fly/slim-fly.weft", {}, [
        { quantity: "servers", count: ["devices", "host"], published: 200 },
        { quantity: "switches", count: ["devices", "router"], published: 50, tag: "recalled" },
        { quantity: "hops: 2 between switches and 2 of servers", count: ["hops", "net"], published: 4 },
      ]),
      one("examples/slim-fly/slim-fly.weft", { q: "19" }, [
        {
          quantity: "endpoints of the SC 2014 paper's example",
          count: ["devices", "host"],
          published: 10_830,
          tag: "recalled",
        },
        {
          quantity: "routers of the SC 2014 paper's example",
          count: ["devices", "router"],
          published: 722,
          tag: "recalled",
        },
      ]),
    ],
    without: [],
  },
  {
    title: "HyperX of 12 x 8",
    source: "Domke et al., SC 2019 (doi 10.1145/3295500.3356140)",
    tag: "verified 2nd",
    references: [
      one("examples/hyperx/hyperx.weft", {}, [
        { quantity: "switches, 12 x 8", count: ["devices", "s"], published: 12 * 8 },
        { quantity: "nodes", count: ["devices", "node"], published: 672, tag: "recalled" },
      ]),
    ],
    without: [],
  },
  {
    title: "TPU slices",
    source: "docs.cloud.google.com/tpu/docs/v5p, shapes of one cube and more; 16x16x16 is also a TPU v4 supercomputer",
    tag: "verified",
    references: tabulate("examples/torus-3d/torus.weft", torus, [
      [{ width: "4", height: "4", depth: "4" }, 64],
      [{ width: "4", height: "4", depth: "8" }, 128],
      [{ width: "8", height: "8", depth: "8" }, 512],
      [{ width: "16", height: "16", depth: "16" }, 4_096],
      [{ width: "16", height: "16", depth: "24" }, 6_144],
    ]),
    without: ["2x2x1 and 2x2x2: a mesh, not a torus"],
  },
];
