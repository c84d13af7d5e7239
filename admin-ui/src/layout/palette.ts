/** Deep water, limestone and brass: the colours of the console, by day and by night. */
export const day = {
  water: '#145152',
  waterDark: '#0d3a3b',
  brass: '#8a5a14',
  page: '#f5f3ee',
  card: '#ffffff',
  line: '#e2ddd2',
  ink: '#1c2526',
  inkSoft: '#566062',
  good: '#1f6b42',
  warn: '#8f5a00',
  bad: '#a8322a',
  calm: '#2f5d8c',
};

export const night: typeof day = {
  water: '#7cc7bd',
  waterDark: '#a6ddd5',
  brass: '#e0b368',
  page: '#101617',
  card: '#182021',
  line: '#2b3637',
  ink: '#e8ece9',
  inkSoft: '#a3b0af',
  good: '#7ccb9b',
  warn: '#e6b35c',
  bad: '#f6a79f',
  calm: '#93bde8',
};

/** The side of the shell stays dark in both. */
export const moat = { back: '#10302f', ink: '#dfe9e4', soft: '#9fb8b2', active: '#1d4a48', mark: '#e0b368' };

/** Backgrounds of lettered tiles; white on each has a contrast of at least 5:1. */
export const tiles = ['#145152', '#6b4a12', '#4a3f7a', '#8a3b2e', '#2f5d8c', '#3f6212', '#7a2f5c', '#40525a'];
