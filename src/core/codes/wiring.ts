/** Kinds of diagnostics about placing and wiring that `expand` finds; rules own the rows of what they judge. */
import type { DiagnosticKind } from "../diagnostic.js";

export const wiringCodes = {
  twoExtents: { code: "WF5001", severity: "error", title: "one name with two extents" },
  sharedDiffers: { code: "WF5002", severity: "error", title: "shared dimensions are not those asserted" },
  tierCycle: { code: "WF5004", severity: "error", title: "devices above themselves" },
  indexOutside: { code: "WF5005", severity: "error", title: "index outside its extent" },
  selfLink: { code: "WF5006", severity: "error", title: "device linked to itself" },
  pairTwice: { code: "WF5007", severity: "error", title: "pair reached twice" },
  portTakesOne: { code: "WF5008", severity: "error", title: "several links on one port" },
  portUsedTwice: { code: "WF5009", severity: "error", title: "port used by two statements" },
  rateTooHigh: { code: "WF5010", severity: "error", title: "link faster than its port" },
  pinOutside: { code: "WF5011", severity: "error", title: "pinned port does not exist" },
  pinTaken: { code: "WF5012", severity: "error", title: "pinned port is taken" },
  badRange: { code: "WF5013", severity: "error", title: "range of ports that cannot be dealt" },
  sharedPool: { code: "WF5014", severity: "error", title: "two statements on the same ports" },
  needsShuffle: { code: "WF5015", severity: "error", title: "two split ports that hold different links" },
  tableTooLarge: { code: "WF5018", severity: "error", title: "names bonded over too many values" },
  tooManyLinks: { code: "WF5020", severity: "error", title: "more links than can be counted" },
  cannotAlign: { code: "WF5021", severity: "error", title: "nothing to align" },
  slowPort: { code: "WF5022", severity: "error", title: "slower link on a port that cannot be split" },
  badName: { code: "WF5023", severity: "error", title: "name pattern that cannot name every device" },
} as const satisfies Record<string, DiagnosticKind>;
