/**
 * The plain loop that `cables.csv` is measured against: the rows of `designs/clos-1m.weft` written out by hand, with
 * template strings and 64 kB chunks. It knows nothing of weft; its bytes must be those that weft writes.
 */

const CHUNK_CHARACTERS = 64 * 1024;
const HEADER =
  "link_id,fabric,run,a_device,a_part,a_port,a_cage,a_lane,z_device,z_part,z_port,z_cage,z_lane,speed_gbps,medium,assembly,branch\n";
const HOST = "lingjun_8gpu";
const SWITCH = "hpn_switch_51t";

/** Hands a chunk of text on. */
export type Write = (text: string) => void;

let pending = "";

function put(row: string, write: Write): void {
  pending += row;
  if (pending.length >= CHUNK_CHARACTERS) {
    write(pending);
    pending = "";
  }
}

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

function three(value: number): string {
  return value < 10 ? `00${value}` : value < 100 ? `0${value}` : `${value}`;
}

/** Writes the whole file, chunk by chunk. */
export function writeBaseline(write: Write): void {
  pending = "";
  put(HEADER, write);
  writeHostLeaf(write);
  writeLeafSpine(write);
  writeSpineCore(write);
  writeHostFtor(write);
  writeFtorFagg(write);
  writeFaggFcore(write);
  if (pending !== "") write(pending);
}

function writeHostLeaf(write: Write): void {
  for (let pod = 0; pod < 128; pod++) {
    for (let segment = 0; segment < 8; segment++) {
      const leaf = `pod${three(pod)}-segment${segment}-leaf-rail`;
      for (let host = 0; host < 128; host++) {
        const a = `pod${three(pod)}-segment${segment}-host${three(host)}`;
        const port = host >> 1;
        const child = host & 1;
        const tail = `,${SWITCH},${port}/${child},${port},${child * 2},200,smf,`;
        for (let rail = 0; rail < 8; rail++) {
          for (let plane = 0; plane < 2; plane++) {
            const z = `${leaf}${rail}-plane${plane}`;
            const nic = `backend-${rail}-${plane}`;
            put(`${a}:${nic},backend,host-leaf,${a},${HOST},${nic},${nic},0,${z}${tail}${z}:${port},${child}\n`, write);
          }
        }
      }
    }
  }
}

function writeLeafSpine(write: Write): void {
  for (let pod = 0; pod < 128; pod++) {
    for (let segment = 0; segment < 8; segment++) {
      for (let rail = 0; rail < 8; rail++) {
        for (let plane = 0; plane < 2; plane++) {
          const a = `pod${three(pod)}-segment${segment}-leaf-rail${rail}-plane${plane}`;
          for (let spine = 0; spine < 64; spine++) {
            const z = `pod${three(pod)}-spine${two(spine)}-plane${plane}`;
            const up = 64 + spine;
            const down = segment * 8 + rail;
            put(
              `${a}:${up},backend,leaf-spine,${a},${SWITCH},${up},${up},0,${z},${SWITCH},${down},${down},0,400,smf,${a}:${up},\n`,
              write,
            );
          }
        }
      }
    }
  }
}

function writeSpineCore(write: Write): void {
  for (let pod = 0; pod < 128; pod++) {
    for (let plane = 0; plane < 2; plane++) {
      for (let spine = 0; spine < 64; spine++) {
        const a = `pod${three(pod)}-spine${two(spine)}-plane${plane}`;
        for (let n = 0; n < 64; n++) {
          const z = `core-plane${plane}-spine${two(spine)}-n${two(n)}`;
          const up = 64 + n;
          put(
            `${a}:${up},backend,spine-core,${a},${SWITCH},${up},${up},0,${z},${SWITCH},${pod},${pod},0,400,smf,${a}:${up},\n`,
            write,
          );
        }
      }
    }
  }
}

function writeHostFtor(write: Write): void {
  for (let pod = 0; pod < 128; pod++) {
    for (let segment = 0; segment < 8; segment++) {
      for (let host = 0; host < 128; host++) {
        const a = `pod${three(pod)}-segment${segment}-host${three(host)}`;
        const port = host >> 1;
        const child = host & 1;
        for (let side = 0; side < 2; side++) {
          const z = `pod${three(pod)}-segment${segment}-ftor-side${side}`;
          put(
            `${a}:frontend-${side},frontend,host-ftor,${a},${HOST},frontend-${side},frontend-${side},0,${z},${SWITCH},${port}/${child},${port},${child * 2},200,smf,${z}:${port},${child}\n`,
            write,
          );
        }
      }
    }
  }
}

function writeFtorFagg(write: Write): void {
  for (let pod = 0; pod < 128; pod++) {
    for (let segment = 0; segment < 8; segment++) {
      for (let side = 0; side < 2; side++) {
        const x = `pod${three(pod)}-segment${segment}-ftor-side${side}`;
        for (let a = 0; a < 16; a++) {
          const z = `pod${three(pod)}-fagg-a${two(a)}`;
          for (let copy = 0; copy < 4; copy++) {
            const up = 64 + a * 4 + copy;
            const down = (segment * 2 + side) * 4 + copy;
            put(
              `${x}:${up},frontend,ftor-fagg,${x},${SWITCH},${up},${up},0,${z},${SWITCH},${down},${down},0,400,smf,${x}:${up},\n`,
              write,
            );
          }
        }
      }
    }
  }
}

function writeFaggFcore(write: Write): void {
  for (let pod = 0; pod < 128; pod++) {
    for (let a = 0; a < 16; a++) {
      const x = `pod${three(pod)}-fagg-a${two(a)}`;
      for (let n = 0; n < 64; n++) {
        const z = `fcore-a${two(a)}-n${two(n)}`;
        const up = 64 + n;
        put(
          `${x}:${up},frontend,fagg-fcore,${x},${SWITCH},${up},${up},0,${z},${SWITCH},${pod},${pod},0,400,smf,${x}:${up},\n`,
          write,
        );
      }
    }
  }
}
