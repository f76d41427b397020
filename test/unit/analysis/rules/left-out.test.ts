/** Devices that `except` leaves out as a whole, and ports beside the switching chip, load no switch. */
import { expect, it } from "vitest";
import { compileAny } from "../../compile-sound.js";

const design = (condition: string, role: string): string => `
part switch leaf_part {
  capacity = 1.6Tbps
  ports front x 4 at 400Gbps
  ports mgmt at 1Gbps { ${role} }
}
part switch console_part { ports rj45 x 8 at 1Gbps }
part server node_part { ports eth at 400Gbps }
part appliance manager_part { ports eth at 400Gbps }

cluster c {
  param managed: truth = false
  server node[4]: node_part
  appliance manager: manager_part except ${condition}

  fabric net {
    switch leaf[1]: leaf_part
    connect node.eth -> leaf.front
    connect manager.eth -> leaf.front[3]
  }

  fabric control {
    switch console: console_part
    connect leaf.mgmt -> console
  }
}`;

async function listCodes(text: string): Promise<readonly string[]> {
  return (await compileAny(text)).diagnostics().map(({ code }) => code);
}

it("a statement of devices that are left out on purpose makes no links and no finding", async () => {
  expect(await listCodes(design("not managed", "role = management"))).toEqual([]);
});

it("a statement that is empty for other reasons is found", async () => {
  const text = design("not managed", "role = management").replace("-> leaf.front\n", "-> leaf.front where node > 4\n");
  expect(await listCodes(text)).toContain("WF5019");
});

it("a port beside the chip counts unless its role says so", async () => {
  expect(await listCodes(design("not managed", ""))).toEqual(["WF5102"]);
});
