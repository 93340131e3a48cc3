import { createTheme } from '@mantine/core';

/** Mantine's sizes brought to the design's; its colours are replaced by the tokens in `mantine-colors.css`. */
export const mantineTheme = createTheme({
  fontFamily: 'var(--font-ui)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '11px', sm: '12px', md: '12px', lg: '13px', xl: '13px' },
  lineHeights: { xs: '16px', sm: '16px', md: '16px', lg: '16px', xl: '16px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '8px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  shadows: { xs: 'none', sm: 'none', md: 'var(--shadow)', lg: 'var(--shadow)', xl: 'var(--shadow)' },
  defaultRadius: 'md',
  focusRing: 'auto',
  cursorType: 'default',
  respectReducedMotion: true,
});
