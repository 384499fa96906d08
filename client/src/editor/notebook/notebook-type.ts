/** The notebook's type as package.json names it. */
export const notebookType = 'opsbook-notebook';
