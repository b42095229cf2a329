/** What a session is kept by. A page that was open before refresh tokens came has none. */
export interface Tokens {
  token: string;
  refreshToken: string | null;
}

/** They live as long as the browser's tab; nothing is kept beyond it. */
const KEY = "headwater.token";

export function rememberedTokens(): Tokens | null {
  const text = sessionStorage.getItem(KEY);
  if (!text) {
    return null;
  }
  try {
    const { token, refreshToken } = JSON.parse(text) as Tokens;
    return { token, refreshToken };
  } catch {
    return { token: text, refreshToken: null };
  }
}

export function rememberTokens(tokens: Tokens | null): void {
  if (tokens) {
    sessionStorage.setItem(KEY, JSON.stringify(tokens));
  } else {
    sessionStorage.removeItem(KEY);
  }
}
