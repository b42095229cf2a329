import type { Language } from "./texts";
import { type Calendar, type Day, quarterNumber } from "./periods";

/** What stands where there is nothing to divide by. */
export const NOTHING = "–";

// American numbers, because British ones write a million as "m"; British days, which nobody reads as months.
const LOCALES = {
  zh: { numbers: "zh-CN", dates: "zh-CN" },
  en: { numbers: "en-US", dates: "en-GB" },
};

/** Figures as readers of a language write them; null is a dash. */
export class Format {
  private readonly locale: { numbers: string; dates: string };

  constructor(
    language: Language,
    private readonly currency: string,
    private readonly calendar: Calendar,
  ) {
    this.locale = LOCALES[language];
  }

  percent(value: number | null, digits = 1): string {
    return this.number(value, { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits });
  }

  count(value: number | null): string {
    return this.number(value, {});
  }

  days(value: number | null): string {
    return this.number(value, { style: "unit", unit: "day", unitDisplay: "long", maximumFractionDigits: 1 });
  }

  /** Three significant digits: ¥123万, CN¥1.23M. */
  shortMoney(value: number | null): string {
    return this.number(value, {
      style: "currency",
      currency: this.currency,
      notation: "compact",
      minimumFractionDigits: 0,
      maximumSignificantDigits: 3,
    });
  }

  /** To the unit; cents are noise in sums of deals. */
  money(value: number | null): string {
    return this.number(value, { style: "currency", currency: this.currency, maximumFractionDigits: 0 });
  }

  seconds(millis: number): string {
    return this.number(millis / 1000, {
      style: "unit",
      unit: "second",
      unitDisplay: "long",
      maximumFractionDigits: millis < 10_000 ? 1 : 0,
    });
  }

  /** Day and time in the company's zone. */
  instant(text: string): string {
    const style = { dateStyle: "medium", timeStyle: "medium", timeZone: this.calendar.timeZone } as const;
    return new Intl.DateTimeFormat(this.locale.dates, style).format(new Date(text));
  }

  day(day: Day): string {
    return this.date(day, { dateStyle: "medium" });
  }

  month(day: Day, withYear: boolean): string {
    return this.date(day, withYear ? { month: "short", year: "numeric" } : { month: "short" });
  }

  year(day: Day): string {
    return this.date(day, { year: "numeric" });
  }

  /** "2026 Q4" where the fiscal year is the calendar's, else the quarter's first month: "2026 Q1 (Apr)". */
  quarter(start: Day): string {
    const number = `Q${quarterNumber(start, this.calendar.fiscalYearStartMonth)}`;
    const fiscal = this.calendar.fiscalYearStartMonth === 1 ? "" : ` (${this.month(start, false)})`;
    return `${start.slice(0, 4)} ${number}${fiscal}`;
  }

  quarterShort(start: Day): string {
    return `Q${quarterNumber(start, this.calendar.fiscalYearStartMonth)}`;
  }

  private date(day: Day, style: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(this.locale.dates, { ...style, timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
  }

  private number(value: number | null, style: Intl.NumberFormatOptions): string {
    return value === null ? NOTHING : new Intl.NumberFormat(this.locale.numbers, style).format(value);
  }
}
