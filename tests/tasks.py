"""What Wagtail puts off: done at once, but for its indexes, which few tests ask and all pay for."""

from typing import Any

from django_tasks.backends.immediate import ImmediateBackend

#: The index of references and that of the search; each save of a page writes both.
INDEXES = {
    "modelsearch.tasks.insert_or_update_object_task",
    "wagtail.tasks.update_reference_index_task",
}


class Tasks(ImmediateBackend):
    """Runs a task where it is asked for; the fixture ``indexed`` has it write the indexes, too."""

    writes_indexes = False

    def _execute_task(self, task_result: Any) -> None:
        if self.writes_indexes or task_result.task.module_path not in INDEXES:
            super()._execute_task(task_result)
