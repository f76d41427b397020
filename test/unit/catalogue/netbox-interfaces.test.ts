/** The table of NetBox's interface types, against figures of the form factors and the list of NetBox 4.6. */
import { describe, expect, it } from "vitest";
import {
  findInterfaceType,
  interfaceSlugs,
  interfaceTypes,
  lanesOfCage,
} from "../../../src/catalogue/netbox-interfaces.js";
import { cageForms, generations, portProtocols } from "../../../src/language/vocabulary.js";

/** Speed in Gb/s, cage, lanes: from the specifications of the form factors, taken down apart from the table. */
const known: readonly (readonly [string, number, string | null, number | null])[] = [
  ["100base-tx", 0.1, "rj45", 1],
  ["1000base-t", 1, "rj45", 1],
  ["10gbase-t", 10, "rj45", 1],
  ["1000base-x-sfp", 1, "sfp", 1],
  ["10gbase-x-sfpp", 10, "sfp", 1],
  ["25gbase-x-sfp28", 25, "sfp28", 1],
  ["50gbase-x-sfp56", 50, "sfp56", 1],
  ["100gbase-x-sfp112", 100, "sfp112", 1],
  ["40gbase-x-qsfpp", 40, "qsfp", 4],
  ["100gbase-x-qsfp28", 100, "qsfp28", 4],
  ["200gbase-x-qsfp56", 200, "qsfp56", 4],
  ["400gbase-x-qsfp112", 400, "qsfp112", 4],
  ["200gbase-x-qsfpdd", 200, "qsfp_dd", 8],
  ["400gbase-x-qsfpdd", 400, "qsfp_dd", 8],
  ["800gbase-x-qsfpdd", 800, "qsfp_dd", 8],
  ["400gbase-x-osfp", 400, "osfp", null],
  ["400gbase-x-osfp-rhs", 400, "osfp", 4],
  ["800gbase-x-osfp", 800, "osfp", 8],
  ["1.6tbase-x-osfp1600", 1600, "osfp", 8],
  ["1.6tbase-x-osfp1600-rhs", 1600, "osfp", 8],
  ["1.6tbase-x-qsfpdd1600", 1600, "qsfp_dd", 8],
  // Per lane 25, 50, 100, 200 Gb/s; a port is four lanes.
  ["infiniband-edr", 100, null, 4],
  ["infiniband-hdr", 200, null, 4],
  ["infiniband-ndr", 400, null, 4],
  ["infiniband-xdr", 800, null, 4],
  ["infiniband-ndr-4x", 400, null, 4],
];

describe("an interface type", () => {
  it.each(known)("%s is %d Gb/s in %s on %s lanes", (slug, gbps, cage, lanes) => {
    expect(findInterfaceType(slug)).toMatchObject({ gbps, cage, lanes });
  });

  it("that no cable of a fabric ends at is known as such", () => {
    for (const slug of ["virtual", "lag", "ieee802.11be", "16gfc-sfpp", "t1", "cisco-stackwise-1t", "other"])
      expect(findInterfaceType(slug)).toBe("other");
    expect(findInterfaceType("800gbase-osfp800")).toBeNull();
    expect(findInterfaceType("constructor")).toBeNull();
  });
});

describe("the table", () => {
  it("has each slug once, and as many as NetBox 4.6 has", () => {
    expect(new Set(interfaceSlugs).size).toBe(interfaceSlugs.length);
    // 4 virtual, 4 of 100M, 13 of 1G, 2 of 2.5G and 5G, 11 of 10G, 5 of 25G, 6 of 40G, 5 of 50G, 16 of 100G, 9 of 200G,
    // 13 of 400G, 4 of 800G, 3 of 1.6T, 37 pluggable, 12 backplane, 11 wireless, 5 cellular, 7 SONET, 11 Fibre Channel,
    // 18 InfiniBand, 4 serial, 1 DSL, 2 coaxial, 9 PON, 15 stacking, 1 other.
    const netbox = 4 + 4 + 13 + 2 + 11 + 5 + 6 + 5 + 16 + 9 + 13 + 4 + 3 + 37 + 12 + 11 + 5 + 7 + 11 + 18 + 4 + 1 + 2;
    expect(interfaceSlugs).toHaveLength(netbox + 9 + 15 + 1);
  });

  it("speaks the words of the language", () => {
    for (const { cage, protocol, generation } of interfaceTypes) {
      if (cage !== null) expect(cageForms).toContain(cage);
      expect(portProtocols).toContain(protocol);
      if (generation !== null) expect(generations).toContain(generation);
    }
  });

  it("puts no more lanes into a cage than it has, and no lane beyond 200 Gb/s", () => {
    for (const { slug, cage, lanes, gbps } of interfaceTypes) {
      const whole = cage === null ? null : lanesOfCage(cage);
      if (whole !== null && lanes !== null) expect(lanes, slug).toBeLessThanOrEqual(whole);
      if (lanes !== null) expect(gbps / lanes, slug).toBeLessThanOrEqual(200);
    }
  });
});
