import { expect, test } from "vitest";
import { Format } from "../src/format";

const SHANGHAI = { timeZone: "Asia/Shanghai", fiscalYearStartMonth: 1 };
const zh = new Format("zh", "CNY", SHANGHAI);
const en = new Format("en", "CNY", SHANGHAI);

test("money is the company's and written as its readers do", () => {
  expect(zh.shortMoney(1_234_567)).toBe("¥123万");
  expect(en.shortMoney(1_234_567)).toBe("CN¥1.23M");
  expect(zh.money(1_234_567.89)).toBe("¥1,234,568");
  expect(new Format("en", "EUR", SHANGHAI).money(1_054)).toBe("€1,054");
});

test("ratios, days and counts carry their unit", () => {
  expect(en.percent(5 / 9)).toBe("55.6%");
  expect(en.days(47)).toBe("47 days");
  expect(en.days(1)).toBe("1 day");
  expect(zh.days(47)).toBe("47天");
  expect(en.count(12_345)).toBe("12,345");
});

test("nothing to divide by is a dash and never a zero", () => {
  for (const write of [en.percent(null), en.days(null), en.shortMoney(null), zh.money(null), zh.count(null)]) {
    expect(write).toBe("–");
  }
});

test("instants are told in the company's zone", () => {
  expect(en.instant("2026-11-23T18:30:05Z")).toBe("24 Nov 2026, 02:30:05");
  expect(zh.instant("2026-11-23T18:30:05Z")).toBe("2026年11月24日 02:30:05");
});

test("quarters of a shifted fiscal year name their first month", () => {
  const shifted = new Format("en", "EUR", { timeZone: "Europe/Berlin", fiscalYearStartMonth: 4 });

  expect(en.quarter("2026-10-01")).toBe("2026 Q4");
  expect(shifted.quarter("2026-04-01")).toBe("2026 Q1 (Apr)");
});
