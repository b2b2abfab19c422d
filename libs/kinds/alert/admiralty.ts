/** The Admiralty scale beside it: 4x4 has one grade less of sources, and says otherwise what cannot be judged. */
export const ADMIRALTY = {
  source: { A: 'A', B: 'B', C: 'D', X: 'F' },
  information: { '1': '1', '2': '2', '3': '3', '4': '6' },
} as const;
