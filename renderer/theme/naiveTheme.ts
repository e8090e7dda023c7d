import { buttonDark, commonDark, createTheme, type GlobalTheme, type GlobalThemeOverrides } from 'naive-ui'
import { themes, type ThemeName } from './tokens'

/** Naive UI's dark theme for its components that Gatehouse has; the whole of it would bring the styles of ninety others. */
const darkTheme: GlobalTheme = { ...createTheme([buttonDark]), common: commonDark }

/** Naive UI's own base for a theme; null is its light one. */
export function naiveBase(name: ThemeName): GlobalTheme | null {
  return name === 'light' ? null : darkTheme
}

/** Naive UI in the colours of the tokens. It computes with colours, so it needs them literally, not as custom properties. */
export function naiveOverrides(name: ThemeName): GlobalThemeOverrides {
  const t = themes[name]
  const button = {
    textColorPrimary: t.onAccent,
    textColorHoverPrimary: t.onAccent,
    textColorPressedPrimary: t.onAccent,
    textColorFocusPrimary: t.onAccent,
    textColorDisabledPrimary: t.onAccent,
    textColorError: t.onDanger,
    textColorHoverError: t.onDanger,
    textColorPressedError: t.onDanger,
    textColorFocusError: t.onDanger,
    border: `1px solid ${t.borderStrong}`,
    borderDisabled: `1px solid ${t.borderStrong}`,
    color: t.surface,
    colorHover: t.hover,
    colorPressed: t.hover,
    colorFocus: t.surface,
    textColor: t.text,
    textColorHover: t.text,
    textColorPressed: t.text,
    textColorFocus: t.text,
    fontWeight: '500'
  }
  return {
    common: {
      fontFamily: 'var(--font-text)',
      fontFamilyMono: 'var(--font-mono)',
      fontSize: '14px',
      fontSizeMedium: '14px',
      fontWeightStrong: '600',
      lineHeight: '1.5',
      borderRadius: '6px',
      borderRadiusSmall: '4px',
      bodyColor: t.canvas,
      cardColor: t.surface,
      modalColor: t.surface,
      popoverColor: t.surface,
      tableColor: t.surface,
      hoverColor: t.hover,
      dividerColor: t.border,
      borderColor: t.borderStrong,
      textColorBase: t.text,
      textColor1: t.text,
      textColor2: t.text,
      textColor3: t.textMuted,
      iconColor: t.textMuted,
      primaryColor: t.accent,
      primaryColorHover: t.accentHover,
      primaryColorPressed: t.accentPressed,
      primaryColorSuppl: t.accent,
      errorColor: t.danger,
      errorColorHover: t.danger,
      errorColorPressed: t.danger,
      errorColorSuppl: t.danger,
      warningColor: t.warning,
      successColor: t.good
    },
    Button: button
  }
}
