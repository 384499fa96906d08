/// <reference lib="dom" />
import type { Frame, Page } from 'playwright-core';

/** A window of VS Code with a folder of its own open. */
export interface SpecWindow {
  readonly page: Page;
  readonly folder: string;
  /** What its processes have more in their environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Takes a picture into test-artefacts/NAME.png. */
  picture(name: string): Promise<unknown>;
  close(): Promise<void>;
}

/** What a spec gets. */
export interface SpecContext {
  open(options: {
    readonly files?: Readonly<Record<string, string>>;
    /** The one that is shown. */
    readonly file?: string;
    /** Whether workspace trust is on, and asked for. */
    readonly trust?: boolean;
    readonly userSettings?: Readonly<Record<string, unknown>>;
    /** The extension is packed and installed as a user would, and not run from its tree. */
    readonly packed?: boolean;
    /** More for the environment of VS Code's processes. */
    readonly env?: Readonly<Record<string, string>>;
    readonly size?: { readonly width: number; readonly height: number };
  }): Promise<SpecWindow>;
}

/** What a spec gets that has a browser alone. */
export interface BrowserSpecContext {
  /** Opens VS Code as vscode.dev does: no machine behind it, the packed extension, the files in memory. */
  openInBrowser(options: {
    readonly files: Readonly<Record<string, string>>;
    readonly file: string;
    readonly userSettings?: Readonly<Record<string, unknown>>;
    /** What VS Code tells extensions that it speaks. */
    readonly language?: string;
    /** Whether workspace trust is on, and asked for. */
    readonly trust?: boolean;
    /** Whether nothing can be written to the workspace. */
    readonly isReadonly?: boolean;
  }): Promise<Pick<SpecWindow, 'page' | 'picture' | 'close'>>;
}

/** Runs a command by its title, as a person would: through the palette. One that is not offered yet is looked for again. */
export async function runCommand(page: Page, title: string): Promise<void> {
  const end = Date.now() + 60_000;
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
  for (;;) {
    await page.keyboard.press('F1');
    const input = page.locator('.quick-input-widget input[type="text"]').first();
    await input.waitFor();
    await input.fill(`>${title}`);
    const isThere = await row.waitFor({ timeout: 5000 }).then(
      () => true,
      () => false,
    );
    if (isThere) break;
    if (Date.now() > end) throw new Error(`the palette does not offer ${title}`);
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('Enter');
}

/** Answers the question that is asked before anything runs; `button` is what its answer says. */
export async function agree(page: Page, button = 'Run'): Promise<void> {
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.waitFor({ timeout: 60_000 });
  await dialog.getByRole('button', { name: button, exact: true }).click();
}

/** Opens a file by its name, and waits until it is shown. */
export async function quickOpen(page: Page, file: string): Promise<void> {
  await page.keyboard.press('Control+p');
  await page.locator('.quick-input-widget input[type="text"]').first().fill(file);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: file }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: file }).waitFor();
}

/** Waits until no notification is there: toasts are not made where VS Code is driven by tests, but its bell has a dot. */
export async function nothingNotified(page: Page): Promise<void> {
  await page.locator('.statusbar-item .codicon-bell').waitFor({ timeout: 10_000 });
}

/** A view of the side bar, by its title. */
export function pane(page: Page, title: string) {
  return page.locator('.pane', { has: page.locator('.pane-header', { hasText: title }) });
}

/** The lens with these words, at the first place that has one, or at the `index`-th. */
export function lens(page: Page, words: string | RegExp, index = 0) {
  return page.locator('.codelens-decoration a', { hasText: words }).nth(index);
}

/** What decorations paint behind the lines that are in view: pseudo-elements are no text of the page. */
export function paintedAfter(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.view-lines span[class*="ced-"]')]
      .map((element) => getComputedStyle(element, '::after').content)
      .filter((content) => content !== 'none' && content !== 'normal')
      .map((content) => content.replace(/^"|"$/g, '')),
  );
}

/** The frame of a web view in which something is, once it is there. */
export async function frameWith(page: Page, selector: string): Promise<Frame> {
  const end = Date.now() + 60_000;
  for (;;) {
    for (const frame of page.frames())
      if (
        (await frame
          .locator(selector)
          .count()
          .catch(() => 0)) > 0
      )
        return frame;
    if (Date.now() > end) throw new Error(`no frame has ${selector}`);
    await page.waitForTimeout(200);
  }
}

/** The themes that things are looked at in: what the picker calls each, and what the workbench then says of itself. */
export const themes = {
  light: ['Light Modern', 'vs'],
  dark: ['Dark Modern', 'vs-dark'],
  contrast: ['Dark High Contrast', 'hc-black'],
  'contrast-light': ['Light High Contrast', 'hc-light'],
} as const;

/** Puts on another theme, as a person would. */
export async function wear(page: Page, theme: keyof typeof themes): Promise<void> {
  const [title, type] = themes[theme];
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+t');
  const input = page.locator('.quick-input-widget input[type="text"]').first();
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
  await page.getByPlaceholder(/color theme/i).waitFor();
  await input.fill(title);
  await row.waitFor();
  await page.keyboard.press('Enter');
  await page.locator(`.monaco-workbench.${type}`).waitFor();
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Pictures of what is shown now in every theme and in a narrow window: NAME-light.png, NAME-dark.png … What closes when something else is opened is gone. */
export async function picturesOf({ page, picture }: SpecWindow, name: string): Promise<void> {
  for (const theme of ['dark', 'contrast', 'contrast-light', 'light'] as const) {
    await wear(page, theme);
    await page.waitForTimeout(500);
    await picture(`${name}-${theme}`);
  }
  const size = page.viewportSize() ?? { width: 1400, height: 900 };
  await page.setViewportSize({ width: 760, height: size.height });
  await page.waitForTimeout(500);
  await picture(`${name}-narrow`);
  await page.setViewportSize(size);
}
