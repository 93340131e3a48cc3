/** Rows by rising value, those without one last; equal values keep the order of the rows. */
export function sortRows(values: Float64Array): Uint32Array {
  return Uint32Array.from({ length: values.length }, (_, row) => row).sort((a, b) => {
    const [one, other] = [values[a] as number, values[b] as number];
    if (one < other) return -1;
    if (one > other) return 1;
    if (Number.isNaN(one) !== Number.isNaN(other)) return Number.isNaN(one) ? 1 : -1;
    return a - b;
  });
}

/** The same order downwards: rows without a value stay last, equal values keep the order of the rows. */
export function reverseOrder(order: Uint32Array, values: Float64Array): Uint32Array {
  const reversed = new Uint32Array(order.length);
  let known = order.length;
  while (known > 0 && Number.isNaN(values[order[known - 1] as number] as number)) known--;
  reversed.set(order.subarray(known), known);
  let next = 0;
  for (let end = known; end > 0; ) {
    let start = end - 1;
    const value = values[order[start] as number];
    while (start > 0 && values[order[start - 1] as number] === value) start--;
    reversed.set(order.subarray(start, end), next);
    next += end - start;
    end = start;
  }
  return reversed;
}

/** Median of the finite values of a column, or of the rows given; of an even number the mean of the middle two, as `np.median`. NaN without any. */
export function medianOf(values: Float64Array, rows: Uint32Array | null = null): number {
  const count = rows === null ? values.length : rows.length;
  const known = new Float64Array(count);
  let length = 0;
  for (let i = 0; i < count; i++) {
    const value = values[rows === null ? i : (rows[i] as number)] as number;
    if (Number.isFinite(value)) known[length++] = value;
  }
  if (length === 0) return Number.NaN;
  const middle = length >> 1;
  const upper = selectSmallest(known, length, middle);
  if (length % 2 === 1) return upper;
  // Everything before `middle` is no greater than it now.
  let lower = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < middle; i++) lower = Math.max(lower, known[i] as number);
  return (lower + upper) / 2;
}

/** Hoare's selection: the value that sorting would put at `wanted`; smaller ones lie before it afterwards. Linear, where sorting is not. */
function selectSmallest(values: Float64Array, length: number, wanted: number): number {
  let left = 0;
  let right = length - 1;
  while (left < right) {
    const pivot = values[(left + right) >> 1] as number;
    let low = left;
    let high = right;
    while (low <= high) {
      while ((values[low] as number) < pivot) low++;
      while ((values[high] as number) > pivot) high--;
      if (low > high) break;
      const kept = values[low] as number;
      values[low++] = values[high] as number;
      values[high--] = kept;
    }
    if (wanted <= high) right = high;
    else if (wanted >= low) left = low;
    else break;
  }
  return values[wanted] as number;
}
