/** Songs that a newcomer may begin with: what a button says, and what it asks for. */
export const SONG_IDEAS = [
  { label: 'Summer folk', idea: 'A warm folk song about coming home at the end of summer' },
  { label: 'Night-train synth-pop', idea: 'Bright synth-pop about the last train of the night' },
  { label: 'Rainy jazz', idea: 'A slow jazz ballad for a rainy window' },
] as const
