import { LanguageSwitch, TroubleNote, type View } from "./chrome";
import { ColumnChart } from "./columns";
import type { Drawn } from "./drawn";
import { Format } from "./format";
import { FunnelPanel } from "./funnel";
import { PeoplePanel } from "./people";
import { dayOf, periodsAround, plusDays, plusMonths, progress, type Day } from "./periods";
import type { Shown } from "./state";
import { Tiles } from "./tiles";

export function Dashboard(view: View) {
  const { texts, state, happened } = view;
  const { shown } = state;
  return (
    <>
      <Bar {...view} />
      <main aria-busy={state.busy}>
        <TroubleNote {...view}>
          <button type="button" onClick={() => happened({ type: "asked" })}>
            {texts.retry}
          </button>
        </TroubleNote>
        {shown ? <Figures view={view} shown={shown} /> : state.busy && <p class="loading" role="status">{texts.loading}</p>}
      </main>
    </>
  );
}

function Bar(view: View) {
  const { texts, state, happened } = view;
  const company = state.shown?.setting.company;
  const viewer = state.shown?.setting.viewer;
  return (
    <header>
      <div class="brand">
        <strong>{company?.name ?? "Headwater"}</strong>
        <span>{texts.title}</span>
      </div>
      <div class="tools">
        <label class="asof">
          {texts.asOf}
          <input
            type="date"
            value={state.look.asOf ?? ""}
            max={company && dayOf(new Date(), company.timeZone)}
            onChange={(event) => happened({ type: "looked", look: { asOf: event.currentTarget.value || null } })}
          />
        </label>
        <button type="button" disabled={state.busy} onClick={() => happened({ type: "looked", look: { asOf: null } })}>
          {state.look.asOf ? texts.now : texts.refresh}
        </button>
        <LanguageSwitch {...view} />
        <span class="who">{viewer?.name ?? viewer?.login}</span>
        <button type="button" onClick={() => happened({ type: "signedOut" })}>
          {texts.signOut}
        </button>
      </div>
    </header>
  );
}

function Figures({ view, shown }: { view: View; shown: Shown }) {
  const { texts, language } = view;
  const { company } = shown.setting;
  const { winRate, wonByMonth } = shown.figures;
  const format = new Format(language, company.currency, company);
  const drawn = { texts, format, shown, happened: view.happened };
  const isEmpty = [winRate, wonByMonth].every((answer) => answer.rows.every((row) => row.n === 0));
  return (
    <div class={view.state.busy ? "figures stale" : "figures"}>
      <Heading {...drawn} />
      {isEmpty && <p class="notice">{texts.nothingYet}</p>}
      <Tiles {...drawn} />
      <div class="pair">
        <ColumnChart
          title={texts.winRateByQuarter}
          kind={texts.quarter}
          texts={texts}
          top={1}
          columns={winRate.rows.map((row) => ({
            name: format.quarter(row.bucket),
            tick: format.quarterShort(row.bucket),
            group: row.bucket.slice(0, 4),
            value: row.value,
            text: format.percent(row.value),
            label: format.percent(row.value, 0),
            note: `${texts.n(format.count(row.n))}${row.lowSample ? ` (${texts.lowSample})` : ""}`,
            isFaint: row.lowSample,
            isRunning: isRunning(shown, plusMonths(row.bucket, 3)),
          }))}
          axis={(value) => format.percent(value, 0)}
        />
        <ColumnChart
          title={texts.wonByMonth}
          kind={texts.month}
          texts={texts}
          columns={wonByMonth.rows.filter((row) => row.bucket <= shown.day).map((row, i) => ({
            name: format.month(row.bucket, true),
            tick: i % 3 === 0 ? format.month(row.bucket, false) : "",
            group: row.bucket.slice(0, 4),
            value: row.value,
            text: format.money(row.value),
            label: "",
            note: texts.n(format.count(row.n)),
            isFaint: false,
            isRunning: isRunning(shown, plusMonths(row.bucket, 1)),
          }))}
          axis={(value) => format.shortMoney(value)}
        />
      </div>
      <div class="pair">
        <FunnelPanel {...drawn} />
        <PeoplePanel {...drawn} />
      </div>
    </div>
  );
}

/** Whether a period's figures may still grow: it ends after what is shown. */
function isRunning(shown: Shown, end: Day): boolean {
  return end > (shown.look.asOf ? plusDays(shown.day, 1) : shown.day);
}

function Heading({ texts, format, shown }: Drawn) {
  const { company } = shown.setting;
  const { quarter } = periodsAround(shown.day, company);
  const { day, days } = progress(shown.day, quarter);
  const { freshness } = shown.figures.wonAmount;
  return (
    <div class="heading">
      <h1>{texts.quarterSoFar(format.quarter(quarter.from), day, days)}</h1>
      <p class="quiet" role="status">
        {shown.look.asOf && <strong class="past">{texts.past(format.day(shown.look.asOf))}</strong>}
        <span>{texts.fresh(format.instant(freshness.asOf), format.seconds(freshness.lagMillis))}</span>
        <span>{texts.zone(company.timeZone)}</span>
      </p>
    </div>
  );
}
