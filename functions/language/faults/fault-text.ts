/** What is wrong in a file, and how to fix it: two sentences without a period at their end. */
export type FaultText = { readonly problem: string; readonly fix: string }
