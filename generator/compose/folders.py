"""Templates from the folders of a profile, for Jinja."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import jinja2

from generator.resources import Folder


class FolderLoader(jinja2.BaseLoader):
    """The nearest folder's template of a bare name; nothing outside the folders' roots is read."""

    def __init__(self, folders: Sequence[Folder]) -> None:
        self._folders = folders

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Text, file name, and whether it is still the same.

        Raises ``TemplateNotFound``, and ``UnreadableError`` for what may not or cannot be read.
        """
        for folder in self._folders:
            text = folder.text(template)
            if text is not None:
                return text, str(folder.path / template), lambda: True
        raise jinja2.TemplateNotFound(template)
