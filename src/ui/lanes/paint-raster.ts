import type { ColorTable } from './color-maps.ts';

/** A picture of bytes, column after column. */
export interface RasterPicture {
  readonly columns: number;
  readonly rows: number;
  readonly bytes: Uint8Array;
  /** Whether the first row of a column is drawn at the bottom. */
  readonly isFromBottom: boolean;
}

/** Pixels `[left, right)` and `[0, bottom)` of the drawing that the picture fills. */
export interface RasterPlace {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

/** Draws pictures by way of one canvas with a pixel a cell, kept from picture to picture. */
export class RasterPainter {
  #canvas: HTMLCanvasElement | null = null;

  /** Each cell in its colour, with hard edges. */
  paint(target: CanvasRenderingContext2D, picture: RasterPicture, colors: ColorTable, place: RasterPlace): void {
    const { columns, rows } = picture;
    if (columns < 1 || rows < 1) return;
    this.#canvas ??= document.createElement('canvas');
    const context = this.#canvas.getContext('2d');
    if (context === null) return;
    if (this.#canvas.width !== columns) this.#canvas.width = columns;
    if (this.#canvas.height !== rows) this.#canvas.height = rows;
    const image = context.createImageData(columns, rows);
    colorCells(new Uint32Array(image.data.buffer), picture, colors);
    context.putImageData(image, 0, 0);
    target.imageSmoothingEnabled = false;
    target.drawImage(this.#canvas, place.left, 0, place.right - place.left, place.bottom);
  }
}

/** One write a pixel instead of four; the order of the four is the machine's, the same in both views. */
function colorCells(pixels: Uint32Array, { columns, rows, bytes, isFromBottom }: RasterPicture, colors: ColorTable) {
  const colorByByte = new Uint32Array(colors.buffer);
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) {
      const line = isFromBottom ? rows - 1 - row : row;
      pixels[line * columns + column] = colorByByte[bytes[column * rows + row] as number] as number;
    }
  }
}
