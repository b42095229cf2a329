import type { Drawn } from "./drawn";

/** How far the deals of four quarters came, and what stands where now. */
export function FunnelPanel({ texts, format, shown, happened }: Drawn) {
  const { funnel } = shown.figures;
  const { nodes } = shown.setting.pipelines;
  const most = Math.max(1, ...funnel.stages.map((stage) => stage.reached));
  return (
    <section class="panel" data-panel="funnel">
      <div class="head">
        <h2>{texts.funnel}</h2>
        {nodes.length > 1 && (
          <label>
            <span class="unseen">{texts.pipeline}</span>
            <select
              value={shown.pipeline}
              onChange={(event) => happened({ type: "looked", look: { pipeline: event.currentTarget.value } })}
            >
              {nodes.map((node) => <option key={node.id} value={node.id}>{node.name ?? node.id}</option>)}
            </select>
          </label>
        )}
      </div>
      <p class="quiet">{texts.funnelOf}</p>
      <div class="scroll">
        <table class="funnel">
          <thead>
            <tr>
              <th scope="col">{texts.stage}</th>
              <th scope="col" class="wide">{texts.reached}</th>
              <th scope="col" class="number">{texts.conversion}</th>
              <th scope="col" class="number">{texts.inStage}</th>
              <th scope="col" class="number">{texts.inStageAmount}</th>
            </tr>
          </thead>
          <tbody>
            {funnel.stages.map((stage) => (
              <tr key={stage.stage}>
                <th scope="row">{stage.name}</th>
                <td class="wide"><Share count={stage.reached} of={most} text={format.count(stage.reached)} /></td>
                <td class="number">{format.percent(stage.conversionFromPrevious, 0)}</td>
                <td class="number">{format.count(stage.inStage)}</td>
                <td class="number" title={format.money(stage.inStageAmount)}>{format.shortMoney(stage.inStageAmount)}</td>
              </tr>
            ))}
            {([["won", funnel.wonCount], ["lost", funnel.lostCount]] as const).map(([outcome, count]) => (
              <tr key={outcome} class={outcome}>
                <th scope="row">{texts[outcome]}</th>
                <td class="wide"><Share count={count} of={most} text={format.count(count)} /></td>
                <td colSpan={3} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Share({ count, of, text }: { count: number; of: number; text: string }) {
  return (
    <span class="share">
      <svg width="100%" height="14" aria-hidden="true"><rect width={`${(100 * count) / of}%`} height="14" /></svg>
      <span>{text}</span>
    </span>
  );
}
