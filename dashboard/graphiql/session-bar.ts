import { signIn } from "../src/ask";
import { ask } from "../src/graphql";

const KEY = "headwater.token";

/**
 * Lets people sign in and out; the dashboard's session is this one too.
 *
 * @param changed gets the token at once and whenever it changes, null for none
 */
export function sessionBar(bar: HTMLFormElement, changed: (token: string | null) => void): void {
  const signedOut = bar.querySelector<HTMLElement>("[data-signed-out]")!;
  const signedIn = bar.querySelector<HTMLElement>("[data-signed-in]")!;
  const trouble = signedOut.querySelector("output")!;
  const who = signedIn.querySelector("output")!;

  async function show(token: string | null) {
    let name = "";
    try {
      name = token ? (await ask<{ viewer: { name: string } }>("{ viewer { name } }", {}, token)).viewer.name : "";
      trouble.textContent = "";
    } catch (error) {
      trouble.textContent = error instanceof Error && error.message ? error.message : "Please sign in again. 请重新登录。";
      token = null;
    }
    if (token) {
      sessionStorage.setItem(KEY, token);
    } else {
      sessionStorage.removeItem(KEY);
    }
    who.textContent = name;
    signedIn.hidden = !token;
    signedOut.hidden = !!token;
    changed(token);
  }

  async function submit() {
    const form = new FormData(bar);
    const token = await signIn(String(form.get("login")), String(form.get("password"))).catch(() => null);
    bar.reset();
    if (token) {
      await show(token);
    } else {
      trouble.textContent = "Login or password is wrong. 账号或密码错误。";
    }
  }

  bar.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit();
  });
  signedIn.querySelector("button")!.addEventListener("click", () => void show(null));
  void show(sessionStorage.getItem(KEY));
}
