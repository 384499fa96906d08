/** Fence languages that are steps, and the program that reads them; '' means the document's shell. */
export const stepLanguages: Readonly<Record<string, string>> = {
  sh: 'sh',
  bash: 'bash',
  zsh: 'zsh',
  ksh: 'ksh',
  dash: 'dash',
  fish: 'fish',
  shell: '',
  shellscript: '',
  python: 'python3',
  python3: 'python3',
  perl: 'perl',
  ruby: 'ruby',
  node: 'node',
  js: 'node',
  php: 'php',
  lua: 'lua',
};

/** Fence languages that show a session at a prompt. */
export const transcriptLanguages: readonly string[] = ['console', 'shell-session', 'sh-session'];

/** Whether a fence language is read by a shell of the Bourne family or fish. */
export function isShellLanguage(language: string): boolean {
  return ['sh', 'bash', 'zsh', 'ksh', 'dash', 'fish', 'shell', 'shellscript'].includes(language);
}
