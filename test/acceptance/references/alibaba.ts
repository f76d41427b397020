/** Counts of Alibaba's HPN 7.0 and of what its paper compares it with. */
import { type Figure, one, type Section } from "./section.js";

const HPN = "Qian et al., Alibaba HPN, SIGCOMM 2024";
const POD = "examples/hpn-7.0/hpn.weft";
const CLUSTER = "examples/hpn-7.0-cluster/cluster.weft";

const pods = (gpus: number, all: number, rows: readonly number[]): readonly Figure[] => [
  { quantity: "GPUs, active", count: ["gpus", "host"], published: gpus },
  { quantity: "GPUs, with backup", count: ["gpus with spares", "host"], published: all },
  { quantity: "ToR", count: ["devices", "tor"], published: rows[0] ?? 0 },
  { quantity: "Agg", count: ["devices", "agg"], published: rows[1] ?? 0 },
  { quantity: "NIC-ToR links, active", count: ["active links", "backend/host-tor"], published: rows[2] ?? 0 },
  { quantity: "NIC-ToR links", count: ["links", "backend/host-tor"], published: rows[3] ?? 0 },
  { quantity: "ToR-Agg links", count: ["links", "backend/tor-agg"], published: rows[4] ?? 0 },
  { quantity: "Agg-Core links", count: ["links", "backend/agg-core"], published: rows[5] ?? 0 },
  { quantity: "Core, 15 ports a pod", count: ["devices", "core"], published: 64 },
  { quantity: "ports used on a Core", count: ["ports used", "core"], published: rows[6] ?? 0 },
];

export const alibabaSections: readonly Section[] = [
  {
    title: "HPN 7.0, one segment and one pod",
    source: `${HPN}, sections 3, 5 and 6, tables 1, 2 and 4`,
    tag: "verified",
    references: [
      one(POD, { segments: "1" }, [
        { quantity: "GPUs of a segment, active", count: ["gpus", "host"], published: 1024 },
        { quantity: "GPUs of a segment, with backup", count: ["gpus with spares", "host"], published: 1088 },
        { quantity: "ToRs of a segment", count: ["devices", "tor"], published: 16 },
      ]),
      one(POD, {}, [
        { quantity: "GPUs of a pod", count: ["gpus", "host"], published: 15_360 },
        { quantity: "Aggs on 2 planes", count: ["devices", "agg"], published: 120 },
        { quantity: "ToR oversubscription", count: ["oversubscription", "tor"], published: [16, 15] },
        { quantity: "Agg-Core oversubscription", count: ["oversubscription", "agg"], published: 15 },
        { quantity: "paths between hosts: the search space", count: ["paths", "backend"], published: 60 },
        { quantity: "storage hosts in the frontend, 96 to 128", count: ["devices", "cpfs_host"], published: 128 },
      ]),
    ],
    without: ["the Core and the frontend switches: the source prints no counts"],
  },
  {
    title: "HPN 7.0, what follows for a pod",
    source: `${HPN}: arithmetic on its parameters`,
    tag: "derived",
    references: [
      one(POD, {}, [
        { quantity: "hosts, with backup", count: ["devices", "host"], published: 2_040 },
        { quantity: "NIC-ToR links, active", count: ["active links", "backend/host-tor"], published: 30_720 },
        { quantity: "NIC-ToR links", count: ["links", "backend/host-tor"], published: 32_640 },
        { quantity: "frontend access links", count: ["links", "frontend/host-ftor"], published: 4_080 },
        { quantity: "ToR", count: ["devices", "tor"], published: 240 },
        { quantity: "ToR-Agg links", count: ["links", "backend/tor-agg"], published: 14_400 },
        { quantity: "Agg-Core links", count: ["links", "backend/agg-core"], published: 960 },
        { quantity: "ports used on an Agg", count: ["ports used", "agg"], published: 128 },
        {
          quantity: "ToR oversubscription with backup",
          count: ["oversubscription with spares", "tor"],
          published: [17, 15],
        },
      ]),
      one("test/fixtures/designs/hpn-backend.weft", {}, [
        { quantity: "800G cages of all ToRs, down and up", count: ["cages", "tor.front"], published: 8_160 + 7_200 },
        { quantity: "800G cages of all Aggs, down and up", count: ["cages", "agg.front"], published: 7_200 + 480 },
        { quantity: "breakout cables of 4 x 200G", count: ["cables", "backend/host-tor"], published: 8_160 },
      ]),
    ],
    without: [],
  },
  {
    title: "HPN 7.0, seven and eight pods",
    source: `${HPN}: arithmetic on its parameters; the Core is ours`,
    tag: "derived",
    references: [
      one(CLUSTER, {}, pods(107_520, 114_240, [1_680, 840, 215_040, 228_480, 100_800, 6_720, 105])),
      one(CLUSTER, { pods: "8" }, pods(122_880, 130_560, [1_920, 960, 245_760, 261_120, 115_200, 7_680, 120])),
    ],
    without: [],
  },
  {
    title: "HPN 7.0, rail-only",
    source: `${HPN}, table 4`,
    tag: "verified",
    references: [
      one("examples/hpn-7.0-rail-only/rail-only.weft", {}, [
        { quantity: "GPUs of a pod", count: ["gpus", "host"], published: 122_880 },
      ]),
    ],
    without: [],
  },
  {
    title: "DCN+",
    source: `${HPN}, section 9 and appendix C`,
    tag: "verified",
    references: [
      one("examples/dcn-plus/dcn-plus.weft", {}, [
        { quantity: "GPUs", count: ["gpus", "host"], published: 16_384 },
        { quantity: "Aggs in 32 pods", count: ["devices", "agg"], published: 256 },
        { quantity: "ToR oversubscription", count: ["oversubscription", "tor"], published: 1 },
        { quantity: "Agg oversubscription", count: ["oversubscription", "agg"], published: 1 },
      ]),
      one("examples/dcn-plus/dcn-plus.weft", { pods: "1" }, [
        { quantity: "GPUs of a pod", count: ["gpus", "host"], published: 512 },
        { quantity: "Aggs of a pod", count: ["devices", "agg"], published: 8 },
      ]),
    ],
    without: [],
  },
];
