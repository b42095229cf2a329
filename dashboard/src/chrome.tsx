import type { Happening, State, Trouble } from "./state";
import type { Language, Texts } from "./texts";

/** What every view gets. */
export interface View {
  language: Language;
  setLanguage: (language: Language) => void;
  texts: Texts;
  state: State;
  happened: (happening: Happening) => void;
}

export function LanguageSwitch({ language, setLanguage, texts }: View) {
  const choice = (value: Language, name: string) => (
    <button type="button" lang={value} aria-pressed={language === value} onClick={() => setLanguage(value)}>
      {name}
    </button>
  );
  return (
    <div class="switch" role="group" aria-label={texts.language}>
      {choice("zh", "中文")}
      {choice("en", "English")}
    </div>
  );
}

export function TroubleNote({ texts, state, children }: View & { children?: preact.ComponentChildren }) {
  if (!state.trouble) {
    return null;
  }
  const { kind, detail } = state.trouble;
  return (
    <div class="trouble" role="alert" data-trouble={kind}>
      <p>{texts[kind satisfies Trouble]}</p>
      {kind === "other" && detail && <p class="detail">{detail}</p>}
      {children}
    </div>
  );
}
