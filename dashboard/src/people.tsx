import type { Drawn } from "./drawn";
import { ranked } from "./ranking";
import type { By } from "./state";

/** The quarter by owner or team, the largest amount first. */
export function PeoplePanel({ texts, format, shown, happened }: Drawn) {
  const rows = ranked(shown.figures);
  const choice = (by: By) => (
    <button type="button" aria-pressed={shown.look.by === by} onClick={() => happened({ type: "looked", look: { by } })}>
      {texts[by]}
    </button>
  );
  return (
    <section class="panel" data-panel="people">
      <div class="head">
        <h2>{texts.people}</h2>
        <div class="switch" role="group" aria-label={texts.compare}>{choice("owner")}{choice("team")}</div>
      </div>
      <p class="quiet">{texts.tiles}</p>
      {rows.length === 0 && <p class="notice">{texts.noRows}</p>}
      {rows.length > 0 && (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">{texts[shown.look.by]}</th>
                <th scope="col" class="number">{texts.wonAmount}</th>
                <th scope="col" class="number">{texts.wonCount}</th>
                <th scope="col" class="number">{texts.winRate}</th>
                <th scope="col" class="number">{texts.openCount}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key}>
                  <th scope="row">{row.label ?? texts.nobody}</th>
                  <td class="number" title={format.money(row.wonAmount)}>{format.shortMoney(row.wonAmount)}</td>
                  <td class="number">{format.count(row.wonCount)}</td>
                  <td class="number">
                    {format.percent(row.winRate?.value ?? null, 0)}{" "}
                    {row.winRate && row.winRate.n > 0 && (
                      <small class={row.winRate.lowSample ? "low" : ""} title={row.winRate.lowSample ? texts.lowSample : undefined}>
                        {texts.n(format.count(row.winRate.n))}
                      </small>
                    )}
                  </td>
                  <td class="number">{format.count(row.openCount)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
