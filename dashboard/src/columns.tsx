import { useId } from "preact/hooks";
import { roundedUp } from "./scale";
import type { Texts } from "./texts";

/** One column and what is written around it. */
export interface Column {
  name: string;
  tick: string;
  /** Written under the first column of each group: the year. */
  group: string;
  /** Null draws nothing. */
  value: number | null;
  text: string;
  label: string;
  note: string;
  /** Too few cases to lean on. */
  isFaint: boolean;
  /** The period has not ended: hatched. */
  isRunning: boolean;
}

interface Chart {
  title: string;
  /** What a column stands for, for the table's head. */
  kind: string;
  texts: Texts;
  columns: Column[];
  /** The axis' end; the data's when left out. */
  top?: number;
  axis: (value: number) => string;
}

const HEIGHT = 236;
const HEAD = 18;
const FLOOR = 192;
const LINES = [0, 0.5, 1];

/** Columns over time from a zero line, and the same figures as a table for those who cannot see them. */
export function ColumnChart(chart: Chart) {
  const { title, columns, axis } = chart;
  const top = chart.top ?? roundedUp(Math.max(0, ...columns.map((column) => column.value ?? 0)));
  const hatch = useId();
  return (
    <figure class="panel">
      <figcaption>
        <h2>{title}</h2>
        <span class="keys">
          {columns.some((column) => column.isFaint) && <span class="key few">{chart.texts.lowSample}</span>}
          {columns.some((column) => column.isRunning) && <span class="key">{chart.texts.running}</span>}
        </span>
      </figcaption>
      <div class="plot" aria-hidden="true">
        <div class="axis">
          {LINES.map((share) => (
            <span key={share} class={`at${share * 100}`}>{axis(share * top)}</span>
          ))}
        </div>
        <svg width="100%" height={HEIGHT}>
          <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" class="hatch-ground" />
            <rect width="3" height="6" class="hatch-line" />
          </pattern>
          {LINES.map((share) => (
            <line key={share} x1="0" x2="100%" y1={at(share)} y2={at(share)} class={share ? "grid" : "zero"} />
          ))}
          {columns.map((column, i) => (
            <Drawing key={column.name} column={column} before={columns[i - 1]} i={i} of={columns.length} top={top} hatch={hatch} />
          ))}
        </svg>
      </div>
      <AsTable {...chart} />
    </figure>
  );
}

interface Place {
  column: Column;
  before: Column | undefined;
  i: number;
  of: number;
  top: number;
  hatch: string;
}

function Drawing({ column, before, i, of, top, hatch }: Place) {
  const width = 100 / of;
  const middle = `${(i + 0.5) * width}%`;
  const y = at((column.value ?? 0) / top);
  return (
    <g class={column.isFaint ? "column faint" : "column"}>
      <title>{`${column.name}: ${column.text}, ${column.note}`}</title>
      <rect x={`${i * width}%`} y={HEAD} width={`${width}%`} height={FLOOR - HEAD} class="catch" />
      <rect
        x={`${(i + 0.16) * width}%`}
        y={y}
        width={`${width * 0.68}%`}
        height={FLOOR - y}
        {...(column.isRunning ? { fill: `url(#${hatch})` } : { class: "bar" })}
      />
      <text x={middle} y={y - 5} class="value">{column.label}</text>
      <text x={middle} y={FLOOR + 17}>{column.tick}</text>
      {column.group !== before?.group && <text x={middle} y={FLOOR + 34} class="group">{column.group}</text>}
    </g>
  );
}

function at(share: number): number {
  return FLOOR - share * (FLOOR - HEAD);
}

function AsTable({ title, kind, columns }: Chart) {
  return (
    <div class="unseen"><table>
      <caption>{title}</caption>
      <thead>
        <tr><th scope="col">{kind}</th><th scope="col">{title}</th><th scope="col">n</th></tr>
      </thead>
      <tbody>
        {columns.map((column) => (
          <tr key={column.name}><th scope="row">{column.name}</th><td>{column.text}</td><td>{column.note}</td></tr>
        ))}
      </tbody>
    </table></div>
  );
}
