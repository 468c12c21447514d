import { fold } from './fold.js';

/** "5 000", "5.000", "5,000" → 5000; "67,8" → 67.8; "222–37" → 222-37; leading zeros off. */
export function numberTerm(written: string): string {
  const plain = fold(written);
  const grouped = /^([1-9]\d{0,2}(?:[ '.,]\d{3})+)(?:([.,])(\d+))?$/u.exec(plain);
  if (grouped) return grouped[1]!.replaceAll(/\D/gu, '') + (grouped[3] === undefined ? '' : `.${grouped[3]}`);
  return plain.replaceAll(',', '.').replace(/^0+(?=\d)/u, '');
}

/** XIV → 14, up to 99; `null` for what is no Roman number. */
export function romanValue(roman: string): number | null {
  const values: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100 };
  let total = 0;
  for (let index = 0; index < roman.length; index++) {
    const value = values[roman[index]!]!;
    total += value < (values[roman[index + 1] ?? ''] ?? 0) ? -value : value;
  }
  return total > 0 && total < 100 ? total : null;
}
