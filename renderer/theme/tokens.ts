/** The colours of one theme. Their contrast is asserted in test/unit/theme/contrast.spec.ts. */
export interface ColourTokens {
  /** Behind everything. */
  canvas: string
  /** Panels, dialogs, inputs. */
  surface: string
  /** Table headers, quiet fields inside a panel. */
  sunken: string
  rail: string
  hover: string
  /** Hairlines that only divide. */
  border: string
  /** Edges that show where something can be operated. */
  borderStrong: string
  text: string
  textMuted: string
  accent: string
  accentHover: string
  accentPressed: string
  onAccent: string
  accentSoft: string
  /** Satisfied. */
  good: string
  goodSoft: string
  /** Needs action. */
  warning: string
  warningSoft: string
  /** Destructive, or locked out. */
  danger: string
  dangerSoft: string
  onDanger: string
  /** Not known; always with the hatching of base.css beside it. */
  unknown: string
  unknownSoft: string
  focus: string
  /** A QR code, dark on light in both themes: many cameras read no other. */
  codeInk: string
  codePaper: string
  backdrop: string
  shadow: string
}

export const light: ColourTokens = {
  canvas: '#f4f5f7',
  surface: '#ffffff',
  sunken: '#f0f1f4',
  rail: '#e9ebf0',
  hover: '#e3e6ec',
  border: '#d8dce3',
  borderStrong: '#78818f',
  text: '#1a1d24',
  textMuted: '#525a68',
  accent: '#4f46e5',
  accentHover: '#4338ca',
  accentPressed: '#3730a3',
  onAccent: '#ffffff',
  accentSoft: '#e6e6fb',
  good: '#14703c',
  goodSoft: '#e2f3e8',
  warning: '#9c4a00',
  warningSoft: '#fdeedc',
  danger: '#b42318',
  dangerSoft: '#fce7e5',
  onDanger: '#ffffff',
  unknown: '#5f5775',
  unknownSoft: '#ebe9f1',
  focus: '#4f46e5',
  codeInk: '#000000',
  codePaper: '#ffffff',
  backdrop: 'rgba(20, 23, 31, 0.45)',
  shadow: 'rgba(20, 23, 31, 0.18)'
}

export const dark: ColourTokens = {
  canvas: '#12141a',
  surface: '#1a1d25',
  sunken: '#15181f',
  rail: '#0d0f14',
  hover: '#262a35',
  border: '#2e3340',
  borderStrong: '#747c8e',
  text: '#e7e9ef',
  textMuted: '#a3aab8',
  accent: '#818cf8',
  accentHover: '#a5b4fc',
  accentPressed: '#6d78ec',
  onAccent: '#11131c',
  accentSoft: '#272b4c',
  good: '#5fd08b',
  goodSoft: '#14301f',
  warning: '#f3a855',
  warningSoft: '#37260f',
  danger: '#ff8f86',
  dangerSoft: '#401d1c',
  onDanger: '#1c0c0b',
  unknown: '#b7b0cd',
  unknownSoft: '#2a2837',
  focus: '#a5b4fc',
  codeInk: '#000000',
  codePaper: '#ffffff',
  backdrop: 'rgba(4, 5, 8, 0.65)',
  shadow: 'rgba(0, 0, 0, 0.5)'
}

/** Light on black, for eyes that need it: every text and every edge of what can be operated stands out by 7 to 1 or more. */
export const contrast: ColourTokens = {
  canvas: '#000000',
  surface: '#000000',
  sunken: '#000000',
  rail: '#000000',
  hover: '#262626',
  border: '#9aa1ae',
  borderStrong: '#ffffff',
  text: '#ffffff',
  textMuted: '#e2e6ee',
  accent: '#8fd0ff',
  accentHover: '#b9e1ff',
  accentPressed: '#6cc0ff',
  onAccent: '#000000',
  accentSoft: '#0b2440',
  good: '#6df09a',
  goodSoft: '#06280f',
  warning: '#ffc04d',
  warningSoft: '#2e1d00',
  danger: '#ffb0aa',
  dangerSoft: '#3a0d0b',
  onDanger: '#000000',
  unknown: '#d9d1f5',
  unknownSoft: '#221e33',
  focus: '#ffe14d',
  codeInk: '#000000',
  codePaper: '#ffffff',
  backdrop: 'rgba(0, 0, 0, 0.85)',
  shadow: 'rgba(255, 255, 255, 0.25)'
}

export const themes = { light, dark, contrast }
/** What the browser's own controls look like beside each. */
const schemes: Record<keyof typeof themes, 'light' | 'dark'> = { light: 'light', dark: 'dark', contrast: 'dark' }
export type ThemeName = keyof typeof themes

const kebab = (name: string): string => name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)

/** The tokens as custom properties, `--color-text-muted` and so on, chosen by `data-theme` on the root. */
export function tokensAsCss(): string {
  return Object.entries(themes)
    .map(([name, tokens]) => {
      const lines = Object.entries(tokens).map(([token, value]) => `--color-${kebab(token)}: ${String(value)};`)
      return `:root[data-theme='${name}'] { color-scheme: ${schemes[name as ThemeName]}; ${lines.join(' ')} }`
    })
    .join('\n')
}
