/** Days as the contract's scalar Date writes them: "2026-03-31". */
export type Day = string;

/** Days from ≤ day < to. */
export interface Period {
  from: Day;
  to: Day;
}

/** What decides the company's days and quarters. */
export interface Calendar {
  timeZone: string;
  fiscalYearStartMonth: number;
}

/** The periods one look at the page asks about. */
export interface Periods {
  quarter: Period;
  /** The quarter and the one before it. */
  pair: Period;
  /** Eight quarters, this one the last. */
  twoYears: Period;
  /** Four quarters, this one the last. */
  year: Period;
}

const MONTHS_OF_QUARTER = 3;

/** The day on which an instant falls in a time zone. */
export function dayOf(instant: Date, timeZone: string): Day {
  // Sweden writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(instant);
}

/** The day some days later. */
export function plusDays(day: Day, days: number): Day {
  const date = utc(day);
  date.setUTCDate(date.getUTCDate() + days);
  return iso(date);
}

/** The first day of the month some months later. */
export function plusMonths(day: Day, months: number): Day {
  const date = utc(day);
  return iso(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)));
}

/** The first day of the fiscal quarter that holds a day. */
export function quarterStart(day: Day, fiscalYearStartMonth: number): Day {
  const month = utc(day).getUTCMonth() + 1;
  const into = (((month - fiscalYearStartMonth) % MONTHS_OF_QUARTER) + MONTHS_OF_QUARTER) % MONTHS_OF_QUARTER;
  return plusMonths(day, -into);
}

/** 1 to 4. */
export function quarterNumber(start: Day, fiscalYearStartMonth: number): number {
  const month = utc(start).getUTCMonth() + 1;
  return Math.floor(((month - fiscalYearStartMonth + 12) % 12) / MONTHS_OF_QUARTER) + 1;
}

/** The periods that end with the quarter of a day. */
export function periodsAround(day: Day, calendar: Calendar): Periods {
  const start = quarterStart(day, calendar.fiscalYearStartMonth);
  const end = plusMonths(start, MONTHS_OF_QUARTER);
  const since = (quarters: number): Period => ({ from: plusMonths(end, -MONTHS_OF_QUARTER * quarters), to: end });
  return { quarter: since(1), pair: since(2), twoYears: since(8), year: since(4) };
}

/** How far a day is into a period: "day 54 of 92". */
export function progress(day: Day, period: Period): { day: number; days: number } {
  return { day: daysBetween(period.from, day) + 1, days: daysBetween(period.from, period.to) };
}

/** The first instant of a day in a time zone, for the contract's DateTime. */
export function startOf(day: Day, timeZone: string): string {
  const midnight = utc(day).getTime();
  // Twice: the offset found first may be that of the other side of a clock change.
  const guess = midnight - offset(midnight, timeZone);
  return new Date(midnight - offset(guess, timeZone)).toISOString();
}

function offset(millis: number, timeZone: string): number {
  const there = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  return Date.parse(`${there.format(millis).replace(" ", "T")}Z`) - Math.floor(millis / 1000) * 1000;
}

function daysBetween(from: Day, to: Day): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000);
}

function utc(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

function iso(date: Date): Day {
  return date.toISOString().slice(0, 10);
}
