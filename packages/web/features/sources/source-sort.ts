export const SOURCE_SORTS = ['source', 'leads', 'mql', 'sql', 'won'] as const
export type SourceSort = (typeof SOURCE_SORTS)[number]
