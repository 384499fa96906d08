# Ansible's callback for `opsbook run --engine ansible`: what happens goes out as JSON lines; secrets come in once and stay in memory.
import json
import os

from ansible.plugins.callback import CallbackBase
from ansible.utils.unsafe_proxy import wrap_var

DOCUMENTATION = """
name: opsbook_events
type: stdout
short_description: events for opsbook, as JSON lines
description: Writes what happens to the descriptor OPSBOOK_EVENTS, and takes variables from the descriptor OPSBOOK_VARIABLES.
requirements:
  - started by opsbook
"""

# What of a result is told.
TOLD = ("rc", "stdout", "stderr", "msg", "changed", "start", "end", "backup_file", "dest", "path", "stat", "ansible_facts")
STAT = ("exists", "checksum", "path")


def plain(value):
    """A value as JSON can hold it: bytes that are no UTF-8 become replacement characters."""
    if isinstance(value, str):
        return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if isinstance(value, dict):
        return {plain(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return plain(str(value))


def told(result):
    out = {key: plain(result[key]) for key in TOLD if key in result}
    if isinstance(out.get("stat"), dict):
        out["stat"] = {key: out["stat"][key] for key in STAT if key in out["stat"]}
    if "results" in result:
        items = [item for item in result["results"] if isinstance(item, dict) and not item.get("skipped")]
        out["items"] = [{"path": plain(item.get("dest") or item.get("path") or ""), "failed": bool(item.get("failed"))} for item in items]
    return out


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "stdout"
    CALLBACK_NAME = "opsbook_events"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._events = int(os.environ.pop("OPSBOOK_EVENTS"))
        with os.fdopen(int(os.environ.pop("OPSBOOK_VARIABLES")), encoding="utf-8") as given:
            self._given = json.load(given)

    def _tell(self, kind, **event):
        data = json.dumps({"kind": kind, **event}).encode() + b"\n"
        while data:
            data = data[os.write(self._events, data):]

    def _result(self, kind, result, **more):
        self._tell(kind, host=result._host.get_name(), task=result._task.get_name().strip(), result=told(result._result), **more)

    def v2_playbook_on_start(self, playbook):
        for play in playbook.get_plays():
            play.get_variable_manager().extra_vars.update({name: wrap_var(value) for name, value in self._given.items()})

    def v2_playbook_on_play_start(self, play):
        self._tell("play")

    def v2_playbook_on_task_start(self, task, is_conditional):
        self._tell("task", task=task.get_name().strip())

    v2_playbook_on_handler_task_start = lambda self, task: self.v2_playbook_on_task_start(task, False)

    def v2_runner_on_start(self, host, task):
        self._tell("start", host=host.get_name(), task=task.get_name().strip())

    def v2_runner_on_ok(self, result):
        self._result("ok", result)

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self._result("failed", result, ignored=bool(ignore_errors))

    def v2_runner_on_unreachable(self, result):
        self._result("unreachable", result)

    def v2_runner_on_skipped(self, result):
        self._result("skipped", result)

    def v2_runner_retry(self, result):
        left = result._result.get("retries", 0) - result._result.get("attempts", 0)
        self._result("retry", result, left=left)

    def v2_playbook_on_stats(self, stats):
        self._tell("end")
