import { expect, test } from "vitest";
import { preferred } from "../src/texts";

test("the browser's first language that the page speaks is taken", () => {
  expect(preferred(["zh-TW", "en"])).toBe("zh");
  expect(preferred(["tr-TR", "en-US", "zh"])).toBe("en");
  expect(preferred(["tr-TR"])).toBe("en");
});
