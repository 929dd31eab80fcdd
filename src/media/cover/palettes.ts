/** Six colours that go together, as `#rrggbb`, from the darkest to the lightest, and one that stands out. */
export interface Palette {
  readonly night: string
  readonly deep: string
  readonly mid: string
  readonly warm: string
  readonly light: string
  readonly accent: string
}

export type PaletteName = keyof typeof PALETTES

const palette = (
  night: string,
  deep: string,
  mid: string,
  warm: string,
  light: string,
  accent: string,
): Palette => ({ night, deep, mid, warm, light, accent })

export const PALETTES = {
  neon: palette('#12062e', '#2b0f54', '#7a1f8a', '#ff3f8e', '#ffd9a0', '#00e5ff'),
  amber: palette('#1d0f0a', '#4a1f14', '#a8431f', '#f08a3c', '#ffe6b8', '#2a9d8f'),
  blueHour: palette('#060b1f', '#10244a', '#27518a', '#6fa3d8', '#eaf2fb', '#ffb26b'),
  forest: palette('#0b1a14', '#17362a', '#2f6b4f', '#8dbb7c', '#f2efd8', '#e0733d'),
  ice: palette('#0a1820', '#123845', '#2f7f8f', '#8fd3d6', '#f4fbfa', '#e8546b'),
  rose: palette('#2a0d1c', '#5b1b3a', '#b23a63', '#f09aa8', '#fff0e6', '#f2b134'),
  noir: palette('#0a0a0c', '#1c1c22', '#4a4a55', '#a9a9b2', '#f3f1ea', '#e2231a'),
  sand: palette('#2b1a10', '#6b3f22', '#c07a45', '#eab676', '#fbeed4', '#2d6f8f'),
  tropic: palette('#06262b', '#0b5563', '#119da4', '#ffbf69', '#fff4dc', '#ff5d5d'),
  violet: palette('#0d0a24', '#261b57', '#5941a9', '#a78bfa', '#f1ecff', '#5eead4'),
  mustard: palette('#14213d', '#24476b', '#d95d39', '#f0a202', '#f7f0e0', '#188fa7'),
  acid: palette('#0b0f0a', '#16261a', '#2f7d32', '#b6f500', '#f4ffe0', '#ff2fb9'),
  crimson: palette('#120406', '#3b0a10', '#8e1120', '#d93a2b', '#f6d7b0', '#f4c95d'),
  dawn: palette('#2c2447', '#5c4b7d', '#a884b8', '#f3b8b5', '#fff1df', '#3f6c96'),
} as const satisfies Record<string, Palette>
