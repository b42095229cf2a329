import { useEffect, useReducer, useState } from "preact/hooks";
import { show, troubleOf } from "./ask";
import { Dashboard } from "./dashboard";
import { rememberedTokens, rememberTokens } from "./session";
import { SignIn } from "./signin";
import { initial, next } from "./state";
import { type Language, preferred, TEXTS } from "./texts";

/** The page: sign-in or figures, and what moves between them. */
export function App() {
  const [language, setLanguage] = useState<Language>(() => preferred(navigator.languages));
  const [state, happened] = useReducer(next, undefined, () => initial(rememberedTokens()?.token ?? null));
  const texts = TEXTS[language];

  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.title = `Headwater · ${texts.title}`;
  }, [language]);

  useEffect(() => {
    if (!state.token) {
      rememberTokens(null);
    }
  }, [state.token]);

  useEffect(() => {
    if (!state.token) {
      return;
    }
    const turn = state.turn;
    show(state.look, new Date()).then(
      (shown) => happened({ type: "answered", turn, shown }),
      (error: unknown) => happened({ type: "failed", turn, ...troubleOf(error) }),
    );
  }, [state.token, state.turn]);

  const common = { language, setLanguage, texts, state, happened };
  return state.token ? <Dashboard {...common} /> : <SignIn {...common} />;
}
