import { expect, test } from "vitest";
import { dayOf, periodsAround, plusDays, plusMonths, progress, quarterNumber, quarterStart, startOf } from "../src/periods";

test("a day is the company's, not the browser's", () => {
  const lateInLondon = new Date("2026-12-31T18:00:00Z");

  expect(dayOf(lateInLondon, "Europe/London")).toBe("2026-12-31");
  expect(dayOf(lateInLondon, "Asia/Shanghai")).toBe("2027-01-01");
});

test("quarters follow the fiscal year", () => {
  expect(quarterStart("2026-11-23", 1)).toBe("2026-10-01");
  expect(quarterStart("2026-01-31", 2)).toBe("2025-11-01");
  expect(quarterStart("2026-03-31", 4)).toBe("2026-01-01");
  expect(quarterNumber("2026-10-01", 1)).toBe(4);
  expect(quarterNumber("2026-01-01", 4)).toBe(4);
});

test("the periods of a look all end with its quarter", () => {
  expect(periodsAround("2026-11-23", { timeZone: "Asia/Shanghai", fiscalYearStartMonth: 1 })).toEqual({
    quarter: { from: "2026-10-01", to: "2027-01-01" },
    pair: { from: "2026-07-01", to: "2027-01-01" },
    twoYears: { from: "2025-01-01", to: "2027-01-01" },
    year: { from: "2026-01-01", to: "2027-01-01" },
  });
});

test("progress counts the first and the last day", () => {
  const quarter = { from: "2026-10-01", to: "2027-01-01" };

  expect(progress("2026-10-01", quarter)).toEqual({ day: 1, days: 92 });
  expect(progress("2026-12-31", quarter)).toEqual({ day: 92, days: 92 });
});

test("months and days pass over the ends of years", () => {
  expect(plusMonths("2026-01-15", -1)).toBe("2025-12-01");
  expect(plusDays("2028-02-28", 1)).toBe("2028-02-29");
});

test("a day starts at midnight in its zone, also where clocks change on it", () => {
  expect(startOf("2026-07-01", "Asia/Shanghai")).toBe("2026-06-30T16:00:00.000Z");
  expect(startOf("2026-03-29", "Europe/Berlin")).toBe("2026-03-28T23:00:00.000Z");
  expect(startOf("2026-03-30", "Europe/Berlin")).toBe("2026-03-29T22:00:00.000Z");
  expect(startOf("2026-11-02", "America/New_York")).toBe("2026-11-02T05:00:00.000Z");
});
