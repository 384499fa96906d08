import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { setting } from '../../../settings.ts';
import { isKnown } from '../facts/parameter-tables.ts';
import { parameterFact } from '../objects.ts';
import { buildSetting, versionOf } from '../setting.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { Tree } from '../syntax/tree.ts';

/** Parameters that are only compiled in with an option of configure that Debian's build does not use. */
const optional: Readonly<Record<string, { readonly names: RegExp; readonly needs: string }>> = {
  impstats: { names: /^push\./, needs: 'protobuf and snappy (`--enable-impstats-push`)' },
  omfile: { names: /^sig\.(?!provider$)/, needs: 'a signature provider (`lmsig_...`), which no package brings' },
  mmnormalize: { names: /^turbo$/, needs: 'a liblognorm with turbo matching' },
  imhiredis: { names: /^(?:use_tls|ca_cert_bundle|ca_cert_dir|client_cert|client_key|sni)$/, needs: 'hiredis with TLS' },
};

export const buildOption: LanguageRule<Tree> = {
  id: 'rsyslog-build-option',
  severity: 'error',
  summary: "A parameter is there only in builds of rsyslogd with an option that Debian's has not",
  why: "The module's table of parameters depends on how rsyslogd was configured. Debian's build reports such a parameter as not known. With the setting `rsyslog.build` on `full` nothing is reported.",
  story:
    "A parameter from the documentation was not in Debian's build. The action was treated as faulty, and what it was to add was missed only when somebody searched for it.",
  bad: 'module(load="impstats" push.url="http://localhost:9009/")\n',
  good: 'module(load="impstats" interval="60")\n',
  *check({ tree, settings }): Iterable<Report> {
    if (setting(settings, 'rsyslog', buildSetting) !== 'debian') return;
    const version = versionOf(settings);
    for (const { node, enabled, form } of objectsOf(
      tree.flat,
      ({ module }) => module !== undefined && Object.hasOwn(optional, module.name),
    )) {
      const rule = enabled ? optional[form.module?.name ?? ''] : undefined;
      if (rule === undefined) continue;
      for (const { name, nameSpan } of node.parameters) {
        if (!rule.names.test(name)) continue;
        const fact = parameterFact(form.parameters, name);
        if (fact === undefined ? name.startsWith('sig.') : isKnown(fact, version))
          yield {
            message: `\`${fact?.name ?? name}\` needs a build with ${rule.needs}: Debian's rsyslogd does not know it`,
            span: nameSpan,
          };
      }
    }
  },
};
