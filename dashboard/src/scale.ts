/** The least of 1, 2, 2.5, 5 and 10 times a power of ten that holds a value; 1 for nothing. */
export function roundedUp(value: number): number {
  if (value <= 0) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power;
}
