/** Two chats' looks for the reference renderer: sizes, gaps and colours about as Teams has them, in its light and its dark theme. */

export type Theme = 'light' | 'dark';

interface Palette {
  readonly text: string;
  readonly subtle: string;
  readonly accent: string;
  readonly good: string;
  readonly warning: string;
  readonly attention: string;
  readonly backgrounds: Readonly<Record<'default' | 'emphasis' | 'accent' | 'good' | 'warning' | 'attention', string>>;
  readonly line: string;
}

const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    text: '#242424',
    subtle: '#616161',
    accent: '#5b5fc7',
    good: '#237b4b',
    warning: '#835c00',
    attention: '#c4314b',
    backgrounds: {
      default: '#ffffff',
      emphasis: '#f5f5f5',
      accent: '#e8ebfa',
      good: '#e7f2da',
      warning: '#fbf0db',
      attention: '#fcd9dc',
    },
    line: '#e0e0e0',
  },
  dark: {
    text: '#ffffff',
    subtle: '#adadad',
    accent: '#9299f7',
    good: '#92c353',
    warning: '#f8d22a',
    attention: '#e37d80',
    backgrounds: {
      default: '#292929',
      emphasis: '#1f1f1f',
      accent: '#2f2f4a',
      good: '#0d2e0d',
      warning: '#463100',
      attention: '#3e1f25',
    },
    line: '#3d3d3d',
  },
};

function foregrounds({ text, subtle, accent, good, warning, attention }: Palette) {
  const both = (color: string) => ({ default: color, subtle: color });
  return {
    default: { default: text, subtle },
    accent: both(accent),
    good: both(good),
    warning: both(warning),
    attention: both(attention),
    dark: both('#000000'),
    light: both('#ffffff'),
  };
}

function hostConfig(palette: Palette) {
  const foregroundColors = foregrounds(palette);
  const styles = Object.entries(palette.backgrounds).map(([name, backgroundColor]) => [
    name,
    { backgroundColor, foregroundColors },
  ]);
  return {
    fontFamily: "'Segoe UI', 'DejaVu Sans', sans-serif",
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: palette.line },
    containerStyles: Object.fromEntries(styles),
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      showCard: { actionMode: 'inline', inlineTopMargin: 12 },
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
    },
    factSet: {
      title: { weight: 'bolder', wrap: true, maxWidth: 120 },
      value: { weight: 'default', wrap: true },
      spacing: 12,
    },
  };
}

export const hostConfigs = { light: hostConfig(palettes.light), dark: hostConfig(palettes.dark) } as const;
