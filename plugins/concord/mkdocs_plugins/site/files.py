"""Outputs as MkDocs files. Pages are made only when MkDocs writes them, so that memory does not grow with the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from concord.publish.output import Output


class FinishedPage(Page):
    """A page whose document is made by us. MkDocs neither reads a source nor renders Markdown for it."""

    is_finished = True

    def __init__(self, file: File, config: MkDocsConfig, output: Output) -> None:
        super().__init__(output.path, file, config)
        self.output = output

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs names it
        """There is none; no front matter either."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - MkDocs names it
        """Hands the template something that becomes the document when it is printed."""
        self.content = Document(self.output)  # type: ignore[assignment]


class Document:
    """A document that is made when it is asked for, and not kept."""

    def __init__(self, output: Output) -> None:
        self.output = output

    def __str__(self) -> str:
        return self.output.make().decode()


class FinishedFile(File):
    """A file of the site that is no page; its bytes are made as it is written."""

    output: Output

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - as MkDocs calls it
        """Writes it."""
        path = Path(self.abs_dest_path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.output.make())


def build_files(outputs: Iterable[Output], config: MkDocsConfig) -> Iterator[File]:
    """MkDocs files for outputs."""
    for output in outputs:
        yield _build_page(output, config) if output.path.endswith(".html") else _build_file(output, config)


def _build_page(output: Output, config: MkDocsConfig) -> File:
    file = File(
        f"{output.path.removesuffix('.html')}.md",
        src_dir=None,
        dest_dir=config.site_dir,
        use_directory_urls=True,
        dest_uri=output.path,
        inclusion=InclusionLevel.NOT_IN_NAV,
    )
    file.generated_by = "concord-site"
    FinishedPage(file, config, output)
    return file


def _build_file(output: Output, config: MkDocsConfig) -> File:
    file = FinishedFile(
        output.path,
        src_dir=None,
        dest_dir=config.site_dir,
        use_directory_urls=True,
        dest_uri=output.path,
        inclusion=InclusionLevel.INCLUDED,
    )
    file.generated_by = "concord-site"
    file.output = output
    return file
