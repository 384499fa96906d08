const refused =
  /^(?:PATH|HOME|IFS|ENV|BASH_ENV|SHELLOPTS|BASHOPTS|PS4|PROMPT_COMMAND)$|^(?:LD|DYLD|OPSBOOK|SUDO|NODE|GIT)_|^(?:PYTHON|PERL|RUBY)/;

/**
 * Whether a step may not set `name` through `$OPSBOOK_OUTPUT`: a shell, a loader or an interpreter would take its value for code
 * (the format's section 5), or it is no name of a variable.
 */
export function isRefusedName(name: string): boolean {
  return refused.test(name) || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}
