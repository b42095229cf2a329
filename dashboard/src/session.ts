/** The token lives as long as the browser's tab; nothing is kept beyond it. */
const KEY = "headwater.token";

export function rememberedToken(): string | null {
  return sessionStorage.getItem(KEY);
}

export function rememberToken(token: string | null): void {
  if (token) {
    sessionStorage.setItem(KEY, token);
  } else {
    sessionStorage.removeItem(KEY);
  }
}
