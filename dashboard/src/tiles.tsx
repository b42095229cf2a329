import type { Answered, Bucket } from "./contract";
import type { Drawn } from "./drawn";

/** This quarter's figures, each with the one of the quarter before. */
export function Tiles({ texts, format, shown }: Drawn) {
  const { figures } = shown;
  const percent = (value: number | null) => format.percent(value);
  const short = (value: number | null) => format.shortMoney(value);
  const count = (value: number | null) => format.count(value);
  const days = (value: number | null) => format.days(value);
  const tile = (name: TileName, answer: Answered<Bucket>, write: Write, exact = write) => (
    <Tile key={name} name={name} answer={answer} write={write} exact={exact} texts={texts} format={format} />
  );
  return (
    <section class="tiles" aria-label={texts.tiles}>
      {tile("wonAmount", figures.wonAmount, short, (value) => format.money(value))}
      {tile("wonCount", figures.wonCount, count)}
      {tile("winRate", figures.winRate, percent)}
      {tile("averageDealSize", figures.averageDealSize, short, (value) => format.money(value))}
      {tile("salesCycle", figures.salesCycle, days)}
      {tile("openCount", figures.openCount, count)}
    </section>
  );
}

type TileName = "wonAmount" | "wonCount" | "winRate" | "averageDealSize" | "salesCycle" | "openCount";
type Write = (value: number | null) => string;

interface TileFace extends Pick<Drawn, "texts" | "format"> {
  name: TileName;
  answer: Answered<Bucket>;
  write: Write;
  exact: Write;
}

function Tile({ name, answer, write, exact, texts, format }: TileFace) {
  const [before, current] = answer.rows.slice(-2);
  if (!before || !current) {
    return null;
  }
  const isCount = name === "wonCount" || name === "openCount";
  return (
    <article class="tile" data-tile={name}>
      <h2>{texts[name]}</h2>
      <data value={current.value ?? ""} title={exact(current.value)}>
        {write(current.value)}
      </data>
      <p class="sample">
        {!isCount && texts.n(format.count(current.n))}
        {current.lowSample && <mark>{texts.lowSample}</mark>}
      </p>
      <p class="before">
        <small>{texts.previous(format.quarter(before.bucket), name === "openCount")}</small>
        <span title={exact(before.value)}>{write(before.value)}</span>
        {before.lowSample && <mark>{texts.lowSample}</mark>}
      </p>
    </article>
  );
}
