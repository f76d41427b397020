/** All published counts that designs must give, table by table. */
import { alibabaSections } from "./references/alibaba.js";
import type { Section } from "./references/section.js";
import { superpodSections } from "./references/superpod.js";
import { topologySections } from "./references/topologies.js";

export const sections: readonly Section[] = [...superpodSections, ...alibabaSections, ...topologySections];
