/** The closed sets of words that properties take: protocols, media, cages, error correction. Data only. */

/** What a fabric speaks. */
export const fabricProtocols = ["roce", "ethernet", "infiniband", "nvlink", "ualink", "slingshot", "ici"] as const;

/** What a port can be set to. */
export const portProtocols = ["ethernet", "infiniband", "nvlink", "ualink", "slingshot", "ici"] as const;

/** What a link runs over. */
export const media = ["dac", "acc", "aec", "aoc", "mmf", "smf", "cat6", "backplane"] as const;

/** Form factors of the cages that take a module; `cpo` is none: the optics stand beside the chip. */
export const cageForms = [
  "osfp",
  "osfp_xd",
  "qsfp_dd",
  "qsfp112",
  "qsfp56",
  "qsfp28",
  "qsfp",
  "sfp_dd",
  "sfp112",
  "sfp56",
  "sfp28",
  "sfp",
  "rj45",
  "backplane",
  "cpo",
] as const;

/** Forward error correction: none, fire code, RS(528,514), RS(544,514). */
export const errorCorrections = ["none", "firecode", "rs528", "rs544"] as const;

/** What a storage tier is made of. */
export const storageMedia = ["memory", "nvme", "ssd", "hdd", "tape", "object"] as const;

/** How the cage cools its module: through fins on the module, through the cage's own sink on a flat top. */
export const heatSinks = ["finned", "flat", "any"] as const;

/** Generations of InfiniBand. */
export const generations = ["edr", "hdr", "ndr", "xdr"] as const;

/** Families of optics: both ends of a link must be of one. */
export const opticFamilies = [
  "sr1",
  "sr4",
  "sr8",
  "vr4",
  "vr8",
  "dr1",
  "dr4",
  "dr8",
  "fr1",
  "fr4",
  "fr8",
  "lr1",
  "lr4",
  "lr8",
  "er4",
  "zr",
  "cwdm4",
  "psm4",
  "copper",
] as const;

/** What a cable is made of, its grade of fibre included. */
export const cableMedia = ["dac", "acc", "aec", "aoc", "om3", "om4", "os2", "cat6", "power"] as const;

/** How a part is cooled. */
export const coolings = ["air", "liquid", "hybrid"] as const;

/** Which way the air goes. */
export const airflows = ["front_to_rear", "rear_to_front", "both", "passive"] as const;

/** Where a part stands in its life. */
export const lifecycles = ["announced", "on_sale", "end_of_sale", "end_of_support"] as const;

/** What a group of ports is for. */
export const portRoles = ["compute", "storage", "inband", "oob", "console", "fabric", "uplink", "management"] as const;
