import { useState } from "preact/hooks";
import { signIn, troubleOf } from "./ask";
import { LanguageSwitch, TroubleNote, type View } from "./chrome";

export function SignIn(view: View) {
  const { texts, happened } = view;
  const [busy, setBusy] = useState(false);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    setBusy(true);
    try {
      const token = await signIn(String(form.get("login")), String(form.get("password")));
      happened(token ? { type: "signedIn", token } : { type: "refused", kind: "credentials", detail: "" });
    } catch (error) {
      happened({ type: "refused", ...troubleOf(error) });
    } finally {
      setBusy(false);
    }
  }

  return (
    <main class="gate">
      <form onSubmit={submit}>
        <h1>Headwater</h1>
        <p class="quiet">{texts.title}</p>
        <TroubleNote {...view} />
        <label>
          {texts.login}
          <input name="login" autocomplete="username" autocapitalize="none" required autofocus />
        </label>
        <label>
          {texts.password}
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <button type="submit" class="primary" disabled={busy}>
          {busy ? texts.signingIn : texts.signIn}
        </button>
        <LanguageSwitch {...view} />
      </form>
    </main>
  );
}
