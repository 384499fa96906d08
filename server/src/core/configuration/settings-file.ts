/** Whether a path is that of opsbook's own settings: they are no configuration of a host, and looked at in the editor alone. */
export function isSettingsPath(path: string): boolean {
  return /(^|\/)opsbook\.ya?ml$/.test(path);
}

/** What a document of them is called. */
export const settingsLanguage = 'opsbook-yaml';
