import type { ReactNode } from 'react';

const PATHS = {
  alert: <path d="M5.4 2h5.2L14 5.4v5.2L10.6 14H5.4L2 10.6V5.4zM8 5v3.6M8 10.9v.2" />,
  arrowDown: <path d="M8 3v10M4.5 9.5 8 13l3.5-3.5" />,
  arrowRight: <path d="M3 8h10M9.5 4.5 13 8l-3.5 3.5" />,
  arrowUp: <path d="M8 13V3M4.5 6.5 8 3l3.5 3.5" />,
  check: <path d="m3 8.5 3.2 3.2L13 4.8" />,
  chevronDown: <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />,
  chevronRight: <path d="m6.5 4.5 3.5 3.5-3.5 3.5" />,
  clips: <path d="M1.8 5h12.4v6H1.8zM6 5v6M10 5v6" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  copy: <path d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3" />,
  crop: <path d="M4.5 1.5v10h10M1.5 4.5h10v10" />,
  curve: <path d="M1.5 9c1.6-5 3.8-5 5.6-1s4.6 4 7.4-3" />,
  database: (
    <>
      <ellipse cx="8" cy="3.8" rx="5" ry="2" />
      <path d="M3 3.8v8.4c0 1.1 2.2 2 5 2s5-.9 5-2V3.8M3 8c0 1.1 2.2 2 5 2s5-.9 5-2" />
    </>
  ),
  dice: (
    <>
      <rect x="2.2" y="2.2" width="11.6" height="11.6" rx="2" />
      <path d="M5.4 5.4h.1M10.5 5.4h.1M8 8h.1M5.4 10.6h.1M10.5 10.6h.1" strokeLinecap="round" strokeWidth="1.8" />
    </>
  ),
  download: <path d="M8 2v8.5M4.5 7 8 10.5 11.5 7M2.5 13.5h11" />,
  file: <path d="M4 1.8h5l3 3v9.4H4zM9 1.8v3h3" />,
  flag: <path d="M4 14.5V2M4 2.5h8.5L10.5 6l2 3.5H4" />,
  folder: <path d="M1.8 3.5h4.4l1.5 1.8h6.5v7.2H1.8z" />,
  globe: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M1.8 8h12.4M8 1.8c2 1.8 2.7 4 2.7 6.2S10 12.4 8 14.2C6 12.4 5.3 10.2 5.3 8S6 3.6 8 1.8z" />
    </>
  ),
  help: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M6.2 6.4c0-1 .8-1.8 1.8-1.8s1.8.7 1.8 1.7c0 1.3-1.8 1.5-1.8 2.9M8 11.3v.2" />
    </>
  ),
  lanes: <path d="M2 4h12M2 8h12M2 12h12" />,
  link: (
    <path d="M6.6 9.4 9.4 6.6M7 4.6l1.6-1.6a2.9 2.9 0 0 1 4.2 4.2L11.2 8.8M9 11.4 7.4 13a2.9 2.9 0 0 1-4.2-4.2L4.8 7.2" />
  ),
  list: <path d="M5.5 4h8.5M5.5 8h8.5M5.5 12h8.5M2 4h1M2 8h1M2 12h1" />,
  minus: <path d="M3 8h10" />,
  moon: <path d="M13.2 9.6A5.8 5.8 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8z" />,
  note: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M8 7.2v4M8 4.8V5" />
    </>
  ),
  pause: <path d="M5 3h2v10H5zM9.5 3h2v10h-2z" fill="currentColor" stroke="none" />,
  play: <path d="M4.5 2.8v10.4L13 8z" fill="currentColor" stroke="none" />,
  plus: <path d="M3 8h10M8 3v10" />,
  search: (
    <>
      <circle cx="6.8" cy="6.8" r="4.6" />
      <path d="m10.2 10.2 3.9 3.9" />
    </>
  ),
  stepBack: <path d="M3.5 3v10M12.5 3.5v9L6 8z" />,
  stepForward: <path d="M12.5 3v10M3.5 3.5v9L10 8z" />,
  sun: (
    <>
      <circle cx="8" cy="8" r="2.8" />
      <path d="M8 1.2v1.6M8 13.2v1.6M1.2 8h1.6M13.2 8h1.6M3.2 3.2l1.1 1.1M11.7 11.7l1.1 1.1M3.2 12.8l1.1-1.1M11.7 4.3l1.1-1.1" />
    </>
  ),
  swap: <path d="M2 5.5h11M10 2.5l3 3-3 3M14 10.5H3M6 7.5l-3 3 3 3" />,
  volume: <path d="M2 6v4h2.4L8 13V3L4.4 6zM10.4 5.8a3 3 0 0 1 0 4.4M12.2 4a5.6 5.6 0 0 1 0 8" />,
  volumeOff: <path d="M2 6v4h2.4L8 13V3L4.4 6zM10.5 6l4 4M14.5 6l-4 4" />,
  warning: <path d="M8 2.2 14.6 13.6H1.4zM8 6.4v3.4M8 11.6v.2" />,
  waveform: <path d="M1.5 8h1M4.5 5.5v5M7 2.5v11M9.5 4.5v7M12 6v4M14.2 7.6v.8" />,
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof PATHS;

/** A 16 px line icon; decoration only, the control around it carries the name. */
export function Icon({ name, sizePx = 16 }: { readonly name: IconName; readonly sizePx?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={sizePx}
      height={sizePx}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: 'none', display: 'block' }}
    >
      {PATHS[name]}
    </svg>
  );
}
