import type { Browser } from '@playwright/test';
import { createDrag, createWheelZoom, type GestureFigures, measureGesture, startCpuClock } from './measure-page.ts';

/** What moving one line on an otherwise empty page takes: the browser's own share of every other figure, here and now. */
export interface FloorFigures {
  readonly drag: GestureFigures;
  readonly wheel: GestureFigures;
}

const PAGE = `<!doctype html>
<body style="margin:0;background:#16181d">
<div id="line" style="position:absolute;top:0;left:0;width:1px;height:1500px;background:#fff;will-change:transform"></div>
<script>
  const line = document.querySelector('#line');
  let x = 0;
  const show = () => { line.style.transform = 'translateX(' + x + 'px)'; };
  addEventListener('pointermove', (event) => { x = event.clientX; show(); });
  addEventListener('wheel', (event) => { event.preventDefault(); x += event.deltaY; show(); }, { passive: false });
</script>
</body>`;
const URL = 'http://floor.invalid/';

export async function measureFloor(
  browser: Browser,
  viewport: { readonly width: number; readonly height: number },
  watchPath: string,
  steps: number,
): Promise<FloorFigures> {
  const context = await browser.newContext({ viewport });
  try {
    const page = await context.newPage();
    await page.addInitScript({ path: watchPath });
    await page.route(URL, (route) => route.fulfill({ contentType: 'text/html', body: PAGE }));
    await page.goto(URL);
    const session = await startCpuClock(page);
    const line = '#line';
    const drag = createDrag(page, line, { x: 100, y: 400 }, { x: 600, y: 400 }, steps);
    return {
      drag: await measureGesture(page, session, drag),
      wheel: await measureGesture(page, session, createWheelZoom(page, line, { x: 300, y: 400 }, steps, 20)),
    };
  } finally {
    await context.close();
  }
}
