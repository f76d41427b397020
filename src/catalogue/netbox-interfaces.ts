/**
 * What each interface type of NetBox is as a port: speed, electrical lanes, cage, protocol. Source: the choices of
 * NetBox 4.6 (`dcim/choices.py`, InterfaceTypeChoices) and, for lanes, the form factors' specifications. Data only.
 */

/** One interface type that a cable of a cluster can end at. */
export interface InterfaceType {
  readonly slug: string;
  /** What one port carries one way. */
  readonly gbps: number;
  /** Electrical lanes of one port; null where the type leaves it open. */
  readonly lanes: number | null;
  /** Form factor of its cage, a word of the language; null where the type does not say, or weft has no word for it. */
  readonly cage: string | null;
  readonly protocol: "ethernet" | "infiniband";
  /** Generation of InfiniBand, where weft has a word for it. */
  readonly generation: string | null;
  /** `flat` for cages whose own heat sink rides on the module. */
  readonly heatSink: "flat" | null;
}

type Row = readonly [slug: string, gbps: number, cage: string | null, lanes: number | null];

/** Cages: the slug names the form factor, and with it the lanes. A cage without a word in weft is null. */
const pluggable: readonly Row[] = [
  ["100base-x-sfp", 0.1, "sfp", 1],
  ["1000base-x-gbic", 1, null, 1],
  ["1000base-x-sfp", 1, "sfp", 1],
  ["2.5gbase-x-sfp", 2.5, "sfp", 1],
  ["10gbase-x-sfpp", 10, "sfp", 1],
  ["10gbase-x-xfp", 10, null, 1],
  ["10gbase-x-xenpak", 10, null, 4],
  ["10gbase-x-x2", 10, null, 4],
  ["25gbase-x-sfp28", 25, "sfp28", 1],
  ["40gbase-x-qsfpp", 40, "qsfp", 4],
  // Called QSFP28 in NetBox's source and SFP28 in its slug; as an SFP28 cage it could not carry 50G on one lane of 25G.
  ["50gbase-x-sfp28", 50, "qsfp28", 2],
  ["50gbase-x-sfp56", 50, "sfp56", 1],
  ["100gbase-x-cfp", 100, null, 10],
  ["100gbase-x-cfp2", 100, null, null],
  ["100gbase-x-cfp4", 100, null, 4],
  ["100gbase-x-cxp", 100, null, 10],
  ["100gbase-x-cpak", 100, null, null],
  ["100gbase-x-dsfp", 100, null, 2],
  ["100gbase-x-sfp112", 100, "sfp112", 1],
  ["100gbase-x-sfpdd", 100, "sfp_dd", 2],
  ["100gbase-x-qsfp28", 100, "qsfp28", 4],
  ["100gbase-x-qsfpdd", 100, "qsfp_dd", null],
  ["200gbase-x-cfp2", 200, null, null],
  ["200gbase-x-qsfp56", 200, "qsfp56", 4],
  ["200gbase-x-qsfpdd", 200, "qsfp_dd", 8],
  ["400gbase-x-cfp2", 400, null, null],
  ["400gbase-x-cfp8", 400, null, null],
  ["400gbase-x-cdfp", 400, null, 16],
  ["400gbase-x-qsfp112", 400, "qsfp112", 4],
  ["400gbase-x-qsfpdd", 400, "qsfp_dd", 8],
  // Eight lanes of 50G, or four of 100G in half of a twin-port cage.
  ["400gbase-x-osfp", 400, "osfp", null],
  ["800gbase-x-qsfpdd", 800, "qsfp_dd", 8],
  ["800gbase-x-osfp", 800, "osfp", 8],
  ["1.6tbase-x-osfp1600", 1600, "osfp", 8],
  ["1.6tbase-x-qsfpdd1600", 1600, "qsfp_dd", 8],
];

/** Cages whose heat sink rides on the module. */
const flatTopped: readonly Row[] = [
  ["400gbase-x-osfp-rhs", 400, "osfp", 4],
  ["1.6tbase-x-osfp1600-rhs", 1600, "osfp", 8],
];

/** Twisted pairs. */
const twistedPair: readonly Row[] = [
  ["100base-tx", 0.1, "rj45", 1],
  ["100base-t1", 0.1, null, 1],
  ["1000base-t", 1, "rj45", 1],
  ["1000base-tx", 1, "rj45", 1],
  ["2.5gbase-t", 2.5, "rj45", 1],
  ["5gbase-t", 5, "rj45", 1],
  ["10gbase-t", 10, "rj45", 1],
  ["25gbase-t", 25, "rj45", 1],
];

/** Backplanes: the number after the letters counts lanes. */
const backplane: readonly Row[] = [
  ["1000base-kx", 1, "backplane", 1],
  ["2.5gbase-kx", 2.5, "backplane", 1],
  ["5gbase-kr", 5, "backplane", 1],
  ["10gbase-kr", 10, "backplane", 1],
  ["10gbase-kx4", 10, "backplane", 4],
  ["25gbase-kr", 25, "backplane", 1],
  ["40gbase-kr4", 40, "backplane", 4],
  ["50gbase-kr", 50, "backplane", 1],
  ["100gbase-kp4", 100, "backplane", 4],
  ["100gbase-kr2", 100, "backplane", 2],
  ["100gbase-kr4", 100, "backplane", 4],
  ["1.6tbase-kr8", 1600, "backplane", 8],
];

/** Copper cables of the cage, by the lanes that the slug counts. */
const copper: readonly Row[] = [
  ["1000base-cx", 1, null, 1],
  ["10gbase-cu", 10, null, 1],
  ["10gbase-cx4", 10, null, 4],
  ["25gbase-cr", 25, null, 1],
  ["40gbase-cr4", 40, null, 4],
  ["50gbase-cr", 50, null, 1],
  ["100gbase-cr1", 100, null, 1],
  ["100gbase-cr2", 100, null, 2],
  ["100gbase-cr4", 100, null, 4],
  ["100gbase-cr10", 100, null, 10],
  ["200gbase-cr2", 200, null, 2],
  ["200gbase-cr4", 200, null, 4],
  ["400gbase-cr4", 400, null, 4],
  ["800gbase-cr8", 800, null, 8],
  ["1.6tbase-cr8", 1600, null, 8],
];

/** Optical media: what the link is, which leaves open what the port is. By speed in Gb/s. */
const optical: Readonly<Record<string, readonly string[]>> = {
  "0.1": ["100base-fx", "100base-lfx"],
  "1": [
    "1000base-bx10-d",
    "1000base-bx10-u",
    "1000base-cwdm",
    "1000base-dwdm",
    "1000base-ex",
    "1000base-lsx",
    "1000base-lx",
    "1000base-lx10",
    "1000base-sx",
    "1000base-zx",
  ],
  "10": [
    "10gbase-br-d",
    "10gbase-br-u",
    "10gbase-er",
    "10gbase-lr",
    "10gbase-lrm",
    "10gbase-lx4",
    "10gbase-sr",
    "10gbase-zr",
  ],
  "25": ["25gbase-er", "25gbase-lr", "25gbase-sr"],
  "40": ["40gbase-er4", "40gbase-fr4", "40gbase-lr4", "40gbase-sr4", "40gbase-sr4-bd"],
  "50": ["50gbase-er", "50gbase-fr", "50gbase-lr", "50gbase-sr"],
  "100": [
    "100gbase-cwdm4",
    "100gbase-dr",
    "100gbase-er4",
    "100gbase-fr1",
    "100gbase-lr1",
    "100gbase-lr4",
    "100gbase-sr1",
    "100gbase-sr1.2",
    "100gbase-sr2",
    "100gbase-sr4",
    "100gbase-sr10",
    "100gbase-zr",
  ],
  "200": [
    "200gbase-dr4",
    "200gbase-er4",
    "200gbase-fr4",
    "200gbase-lr4",
    "200gbase-sr2",
    "200gbase-sr4",
    "200gbase-vr2",
  ],
  "400": [
    "400gbase-dr4",
    "400gbase-er8",
    "400gbase-fr4",
    "400gbase-fr8",
    "400gbase-lr4",
    "400gbase-lr8",
    "400gbase-sr4",
    "400gbase-sr4_2",
    "400gbase-sr8",
    "400gbase-sr16",
    "400gbase-vr4",
    "400gbase-zr",
  ],
  "800": ["800gbase-dr8", "800gbase-sr8", "800gbase-vr8"],
  "1600": ["1.6tbase-dr8", "1.6tbase-dr8-2"],
};

/**
 * InfiniBand: NetBox's plain slugs are one lane (its labels say 25, 50, 100, 200 Gb/s), yet files give them to whole
 * ports, and a port of a switch or an adapter is four lanes. The slugs with `-4x` came with NetBox 4.6.9 and mean the same.
 */
const infiniband: readonly (readonly [generation: string, gbpsPerLane: number, isWord: boolean])[] = [
  ["sdr", 2, false],
  ["ddr", 4, false],
  ["qdr", 8, false],
  ["fdr10", 10, false],
  ["fdr", 13.5, false],
  ["edr", 25, true],
  ["hdr", 50, true],
  ["ndr", 100, true],
  ["xdr", 200, true],
];

const LANES_OF_INFINIBAND = 4;

/** What no cable of a fabric ends at: virtual interfaces, radio, telephone lines, storage networks, stacking. */
const otherTypes: readonly string[] = [
  ...["virtual", "bridge", "lag", "channel"],
  ...["ieee802.11a", "ieee802.11g", "ieee802.11n", "ieee802.11ac", "ieee802.11ad", "ieee802.11ax", "ieee802.11ay"],
  ...["ieee802.11be", "ieee802.15.1", "ieee802.15.4", "other-wireless", "gsm", "cdma", "lte", "4g", "5g"],
  ...["sonet-oc3", "sonet-oc12", "sonet-oc48", "sonet-oc192", "sonet-oc768", "sonet-oc1920", "sonet-oc3840"],
  ...["1gfc-sfp", "2gfc-sfp", "4gfc-sfp", "8gfc-sfpp", "16gfc-sfpp", "32gfc-sfp28", "32gfc-sfpp", "64gfc-qsfpp"],
  ...["64gfc-sfpdd", "64gfc-sfpp", "128gfc-qsfp28", "t1", "e1", "t3", "e3", "xdsl", "docsis", "moca"],
  ...["bpon", "epon", "10g-epon", "gpon", "xg-pon", "xgs-pon", "ng-pon2", "25g-pon", "50g-pon"],
  ...["cisco-stackwise", "cisco-stackwise-plus", "cisco-flexstack", "cisco-flexstack-plus", "cisco-stackwise-80"],
  ...["cisco-stackwise-160", "cisco-stackwise-320", "cisco-stackwise-480", "cisco-stackwise-1t", "juniper-vcp"],
  ...["extreme-summitstack", "extreme-summitstack-128", "extreme-summitstack-256", "extreme-summitstack-512"],
  ...["hpe-synergy-interconnect-link", "other"],
];

function describeEthernet([slug, gbps, cage, lanes]: Row, heatSink: "flat" | null = null): InterfaceType {
  return { slug, gbps, lanes, cage, protocol: "ethernet", generation: null, heatSink };
}

function describeInfiniband(suffix: string): readonly InterfaceType[] {
  return infiniband.map(([generation, gbpsPerLane, isWord]) => ({
    slug: `infiniband-${generation}${suffix}`,
    gbps: gbpsPerLane * LANES_OF_INFINIBAND,
    lanes: LANES_OF_INFINIBAND,
    cage: null,
    protocol: "infiniband",
    generation: isWord ? generation : null,
    heatSink: null,
  }));
}

/** Every interface type that a cable of a cluster can end at. */
export const interfaceTypes: readonly InterfaceType[] = [
  ...[...pluggable, ...twistedPair, ...backplane, ...copper].map((row) => describeEthernet(row)),
  ...flatTopped.map((row) => describeEthernet(row, "flat")),
  ...Object.entries(optical).flatMap(([gbps, slugs]) =>
    slugs.map((slug) => describeEthernet([slug, Number(gbps), null, null])),
  ),
  ...describeInfiniband(""),
  ...describeInfiniband("-4x"),
];

/** Every slug that NetBox knows, for suggestions. */
export const interfaceSlugs: readonly string[] = [...interfaceTypes.map(({ slug }) => slug), ...otherTypes];

const bySlug: ReadonlyMap<string, InterfaceType> = new Map(interfaceTypes.map((type) => [type.slug, type]));
const others: ReadonlySet<string> = new Set(otherTypes);

/** Returns the type of a slug; `other` for one that no cable of a fabric ends at, null for an unknown one. */
export function findInterfaceType(slug: string): InterfaceType | "other" | null {
  return bySlug.get(slug) ?? (others.has(slug) ? "other" : null);
}

/** Electrical lanes of a whole cage, by form factor. */
const lanesByCage: Readonly<Record<string, number>> = {
  osfp: 8,
  osfp_xd: 16,
  qsfp_dd: 8,
  qsfp112: 4,
  qsfp56: 4,
  qsfp28: 4,
  qsfp: 4,
  sfp_dd: 2,
  sfp112: 1,
  sfp56: 1,
  sfp28: 1,
  sfp: 1,
};

/** Returns the electrical lanes of a whole cage of that form, or null for a form without a fixed number. */
export function lanesOfCage(cage: string): number | null {
  return Object.hasOwn(lanesByCage, cage) ? (lanesByCage[cage] ?? null) : null;
}
