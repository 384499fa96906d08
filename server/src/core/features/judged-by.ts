import { unitContext } from '../judge-unit.ts';
import { languageNamed } from '../languages/registry.ts';
import type { Language } from '../language.ts';
import type { Project } from '../project.ts';
import { setting, type SettingDefinition, type Settings } from '../settings.ts';
import type { Unit } from '../unit.ts';

/** By what the texts of one language in a document are judged, and how that is said. */
export interface Judge {
  /** The language's id, and its name for people. */
  readonly language: string;
  readonly title: string;
  /** The daemon or release. */
  readonly label: string;
  /** What told it, as a sentence without full stop. */
  readonly reason: string;
  /** The setting that says it: `LANGUAGE.KEY` in opsbook.yaml and `--set`. */
  readonly key: string;
  readonly value: string;
  /** The values that it may have; none where it is free. */
  readonly values: readonly string[];
  readonly description: string;
}

/** By what each configuration language of a document is judged, in the order of its blocks; none for a document without one. */
export function judgedBy(project: Project, path: string): readonly Judge[] {
  const out: Judge[] = [];
  for (const unit of project.documents.get(path)?.units ?? []) {
    const language = languageNamed(unit.language);
    const [definition] = language?.settings ?? [];
    if (language === undefined || definition === undefined || out.some((judge) => judge.language === unit.language)) continue;
    out.push(judgeOf(project, unit, language, definition));
  }
  return out;
}

function judgeOf(project: Project, unit: Unit, language: Language, definition: SettingDefinition): Judge {
  const { key, values = [], description } = definition;
  const settings = project.settings(unit.file);
  const value = setting(settings, language.id, definition);
  const own = language.judgedBy?.(unitContext(project, unit));
  return {
    language: language.id,
    title: language.title,
    label: own?.label ?? value,
    reason: own?.reason ?? reasonOf(settings, language.id, key),
    key,
    value,
    values,
    description,
  };
}

function reasonOf(settings: Settings, language: string, key: string): string {
  return settings[language]?.[key] === undefined ? 'Nothing else is set' : 'The setting says so';
}
