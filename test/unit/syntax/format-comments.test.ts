/** Comments in the one layout: each stays with what it is about. */
import { describe, expect, it } from "vitest";
import { layOut, trim } from "./lay-out.js";

describe("comments", () => {
  it("stay above, beside and below what they are about", () => {
    const text = `// file

    // above a
    a = 1   // beside a
    bcd = 2// beside b
    cluster c { // beside c
      // above d

      d = 3
      // below d
    } /* beside the end */
    // below`;
    expect(layOut(text)).toBe(
      trim(`
        // file

        // above a
        a   = 1  // beside a
        bcd = 2  // beside b
        cluster c {  // beside c
          // above d

          d = 3
          // below d
        }  /* beside the end */
        // below
      `),
    );
  });

  it("that document a member stand right above it, also when they ended the line before", () => {
    const text = `a = 1 /// about b

      b = 2

      /// about c, first

      /// and second

      c = 3`;
    expect(layOut(text)).toBe("a = 1\n/// about b\nb = 2\n\n/// about c, first\n/// and second\nc = 3\n");
  });

  it("that document nothing stay apart from what follows", () => {
    expect(layOut("/// about nothing\n\n// about a\n\na = 1")).toBe("/// about nothing\n\n// about a\n\na = 1\n");
    expect(layOut("a = 1 /// about nothing\n, b = 2")).toBe("a = 1  /// about nothing\n    ,\nb = 2\n");
  });

  it("that end adjacent lines begin in one column, if they fit", () => {
    expect(layOut("a = 1// x\n\nbcd = 2 // y\nlet e = 1234567 // z\n")).toBe(
      "a = 1  // x\n\nbcd = 2          // y\nlet e = 1234567  // z\n",
    );
    const long = "x".repeat(90);
    expect(layOut(`isolate a // ${long}\nisolate ${long} // b`)).toBe(`isolate a  // ${long}\nisolate ${long}  // b\n`);
  });

  it("inside a member stay in it", () => {
    expect(layOut("let /* a */ b = [1/* one */, /* two */2]")).toBe("let /* a */ b = [1 /* one */, /* two */ 2]\n");
    const text = `let a = [ // all
      1, // one
      2 // two
      // three
      , 3
    ]`;
    expect(layOut(text)).toBe(
      trim(`
        let a = [  // all
          1,  // one
          2,  // two
          // three
          3
        ]
      `),
    );
  });

  it("before a brace go behind it", () => {
    expect(layOut("cluster c // one\n{ a = 1 }")).toBe("cluster c {  // one\n  a = 1\n}\n");
  });

  it("of several lines keep their lines; stars stand below the first", () => {
    const text = "cluster c {\n/* one\n     two   */\n/*\n* three\n\n   * four\n*/ a = 1 }";
    expect(layOut(text)).toBe(
      "cluster c {\n  /* one\n     two   */\n  /*\n   * three\n\n   * four\n   */\n  a = 1\n}\n",
    );
  });
});
