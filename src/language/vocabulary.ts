/** The closed sets of words that properties take: protocols, media, cages, error correction. Data only. */

/** What a fabric speaks. */
export const fabricProtocols = ["roce", "ethernet", "infiniband", "nvlink", "ualink", "slingshot", "ici"] as const;

/** What a port can be set to. */
export const portProtocols = ["ethernet", "infiniband", "nvlink", "ualink", "slingshot", "ici"] as const;

/** What a link runs over. */
export const media = ["dac", "acc", "aec", "aoc", "mmf", "smf", "cat6", "backplane"] as const;

/** Form factors of the cages that take a module. */
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
] as const;

/** Forward error correction: none, fire code, RS(528,514), RS(544,514). */
export const errorCorrections = ["none", "firecode", "rs528", "rs544"] as const;

/** What a storage tier is made of. */
export const storageMedia = ["memory", "nvme", "ssd", "hdd", "tape", "object"] as const;
