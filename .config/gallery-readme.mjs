/** Sections for those who have the repository, and not for those who find the extension in a gallery. */
const ofRepository = ['Two commands', 'Where things are', 'Roadmap'];

/**
 * The README as the extension's page shows it: without pictures and links of files that are in the repository alone, which would be broken there,
 * and without what only the repository is for.
 */
export function galleryReadme(text) {
  const sections = text.split(/^(?=## )/m).filter((section) => !ofRepository.some((title) => section.startsWith(`## ${title}\n`)));
  return sections
    .join('')
    .replace(/^!\[[^\]]*\]\((?!https:)[^)]*\)\n\n?/gm, '')
    .replace(/^<!-- .* -->\n\n?/gm, '')
    .replace(/\[([^\]]*)\]\((?!https:)([^)]*)\)/g, (_link, words) => words);
}
