import type { Deployment } from '../language.ts';
import { languageNamed } from '../languages/registry.ts';
import { fstabDeploy } from './fstab-deploy.ts';
import { sshdDeploy } from './sshd-deploy.ts';

/** How a host's own daemon is asked about a file of that language, rules of ours or none; undefined where it has none that judges. */
export function deploymentOf(language: string | undefined): Deployment | undefined {
  if (language === undefined) return undefined;
  return language === 'sshd_config' ? sshdDeploy : language === 'fstab' ? fstabDeploy : languageNamed(language)?.deploy;
}
