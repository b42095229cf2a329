import { expect, test } from "vitest";
import { ranked } from "../src/ranking";

const freshness = { asOf: "2026-11-23T00:00:00Z", lagMillis: 1 };
const answer = (...rows: [string | null, number | null, number][]) => ({
  freshness,
  rows: rows.map(([key, value, n]) => ({ value, n, lowSample: n < 5, dimensions: [{ key, label: key }] })),
});

test("whoever stands in any answer is listed, the largest amount first", () => {
  const rows = ranked({
    wonAmountBy: answer(["ben", 100, 1], ["ada", 900, 2]),
    wonCountBy: answer(["ben", 1, 1], ["ada", 2, 2]),
    winRateBy: answer(["ben", 0.5, 2], ["ada", 1, 2], ["cem", 0, 3]),
    openCountBy: answer(["dora", 7, 7], [null, 1, 1]),
  });

  expect(rows.map((row) => [row.label, row.wonAmount, row.wonCount, row.winRate?.value ?? null, row.openCount])).toEqual([
    ["ada", 900, 2, 1, 0],
    ["ben", 100, 1, 0.5, 0],
    [null, 0, 0, null, 1],
    ["cem", 0, 0, 0, 0],
    ["dora", 0, 0, null, 7],
  ]);
});
