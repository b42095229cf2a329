/** The operations of a text, each with the comment above it; an empty line and a comment begin the next. */
export function operations(text: string): string[] {
  return text
    .trim()
    .split(/\n\s*\n(?=#)/)
    .map((operation) => operation.trim() + "\n");
}
