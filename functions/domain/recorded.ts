/**
 * The result of recording one fact. Stale: a newer version is stored. Erased: its customer was erased
 * after it happened.
 */
export const RECORDED = ['recorded', 'updated', 'unchanged', 'stale', 'erased'] as const
export type Recorded = (typeof RECORDED)[number]
