/** The page's own colours for drawings, which follow its light and dark. */
import type { PlotColours } from '../insight/charts/plot-panel.ts'

export const PAGE_COLOURS: PlotColours = {
  text: 'var(--ink)',
  faint: 'var(--quiet)',
  grid: 'var(--line)',
  ground: 'var(--card)',
  expected: 'var(--series)',
  actual: 'var(--accent)',
}
