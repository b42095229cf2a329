import type { View } from "./chrome";
import type { Format } from "./format";
import type { Shown } from "./state";

/** What every panel is drawn from. */
export interface Drawn {
  texts: View["texts"];
  format: Format;
  shown: Shown;
  happened: View["happened"];
}
