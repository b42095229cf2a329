import { expect, test } from "vitest";
import { roundedUp } from "../src/scale";

test("an axis ends at a round number that holds every column", () => {
  expect([1_234_567, 240, 2, 0.7, 9_600].map(roundedUp)).toEqual([2_000_000, 250, 2, 1, 10_000]);
  expect(roundedUp(0)).toBe(1);
});
