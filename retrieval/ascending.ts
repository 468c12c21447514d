/** Place of the last value ≤ `wanted` in ascending values; -1 when all are greater. */
export function lastAtOrBefore(values: { readonly length: number; at(place: number): number | undefined }, wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values.at(middle)! <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
