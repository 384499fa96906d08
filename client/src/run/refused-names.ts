const refused =
  /^(PATH|HOME|IFS|ENV|BASH_ENV|SHELLOPTS|BASHOPTS|PS4|PROMPT_COMMAND|(LD|DYLD|OPSBOOK|SUDO|GIT)_.*|(PYTHON|PERL|RUBY|NODE_).*)$/;

/** Whether a step may not set `name` through `$OPSBOOK_OUTPUT`: it could turn data into code (the format's section 5). */
export function isRefusedName(name: string): boolean {
  return refused.test(name) || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}
