/**
 * The small design in which the examples of the functions hold: text only. The manual prints it, and a test executes
 * every example in it.
 */

/** The design under its path, and the price book that it names. `INDEX` is where the example of an index function stands. */
export const exampleFiles = {
  "example.weft": `/// Two of four units: 16 servers, eight leaves on rails; four spines above.
part gpu small_gpu { memory = 80GB }

part server small_host {
  height = 8U
  weight = 130kg
  power  = 10kW
  gpu gpu[8]: small_gpu
  ports nic[rail: 8] at 400Gbps
  ports mgmt at 200Gbps
}

part switch small_switch {
  height = 2U
  weight = 30kg
  power  = 1500W
  ports front x 64 at 400Gbps { per_cage = 2  splits = [2x200Gbps] }
}

cluster example {
  prices = "./prices.json"

  group unit[2 of 4] {
    server host[16]: small_host { spares = 1 }
  }

  fabric backend {
    switch leaf[unit, rail: 8]: small_switch
    switch spine[4]: small_switch
    connect host.nic -> leaf
    connect leaf -> spine x 2
  }

  fabric frontend {
    switch tor[1 of 2]: small_switch
    connect host.mgmt -> tor[INDEX]
  }

  storage files {
    tier hot  { capacity = 100TB  read = 1TB/s    write = 500GB/s }
    tier cold { capacity = 1PB    read = 100GB/s  write = 50GB/s }
  }

  allow price_missing "the book of the example prices only switches"
}
`,
  "prices.json": `{
  "schema": "weft-prices/1",
  "title": "prices of the example",
  "as_of": "2026-09",
  "currency": "USD",
  "prices": [
    { "part": "small_switch", "low": 25000, "high": 30000, "currency": "USD", "unit": "each", "basis": "estimate", "as_of": "2026-09", "source": "made up" }
  ]
}
`,
} as const;
