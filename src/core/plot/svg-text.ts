/** Inter and the system's own first, then what servers have. */
const TEXT_FONTS =
  "Inter, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', 'Liberation Sans', 'Noto Sans', sans-serif";
/** Of numbers: all digits equally wide. */
export const NUMBER_FONTS =
  "'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', 'Noto Sans Mono', monospace";

export interface TextStyle {
  readonly fill: string;
  readonly size: number;
  readonly isBold?: boolean;
  readonly isNumber?: boolean;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Degrees, about the text's own place. */
  readonly turn?: number;
}

/** One `<text>`; its place is the start, middle or end of the baseline. */
export function svgText(x: number, y: number, text: string, style: TextStyle): string {
  const { fill, size, isBold = false, isNumber = false, anchor = 'start', turn } = style;
  const place = turn === undefined ? '' : ` transform="rotate(${svgNumber(turn)} ${svgNumber(x)} ${svgNumber(y)})"`;
  const weight = isBold ? ' font-weight="600"' : '';
  const fonts = isNumber ? NUMBER_FONTS : TEXT_FONTS;
  return `<text x="${svgNumber(x)}" y="${svgNumber(y)}" fill="${fill}" font-size="${size}"${weight} font-family="${fonts}" text-anchor="${anchor}"${place}>${escapeXml(text)}</text>`;
}

/** Text of an element or attribute. What XML 1.0 cannot hold, control characters and lone surrogates, becomes U+FFFD. */
export function escapeXml(text: string): string {
  return replaceForbidden(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** At most two decimals: a hundredth of a pixel. */
export function svgNumber(value: number): string {
  return String(Math.round(value * 100) / 100 + 0);
}

function replaceForbidden(text: string): string {
  let kept = '';
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    const isControl = code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d;
    const isForbidden = isControl || (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff;
    kept += isForbidden ? '\ufffd' : character;
  }
  return kept;
}
