"""A text shows a picture that lies at another address.

What: A picture in a text has an address that begins with `http://` or `https://`. Other kinds are refused as links are.
Why: Nothing of another host is ever shown. A map of somebody else's would draw borders that nobody here agreed to, and
could draw others tomorrow; and whoever keeps it would learn who reads this page.
Bad:
    ![The valley](https://example.org/tiles/4/11/6.png)
Good:
    ![The valley](media/valley.png)
Fix: Put the picture among those of the entry, with its words and its rights; or lead to the page by a link.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.markdown import SCHEME
from concord.check.rule import build_problem, take
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="MD020",
    name="media-elsewhere",
    severity=Severity.ERROR,
    message=N_("This picture lies at another address, and nothing of it is shown here."),
    help=N_("Put it among the pictures of the entry, or lead to the page by a link."),
    demands=("F05", "S25"),
)


def check(context: Context) -> Iterator[Problem]:
    """Pictures of every text that have an address of their own."""
    for _, _, text, markup in context.texts:
        found = (link for link in markup.links if link.is_picture and _is_elsewhere(link.target))
        for link in take(found):
            yield build_problem(RULE, text.at(link.offset))


def _is_elsewhere(target: str) -> bool:
    # Browsers leave control characters and blanks out of a scheme.
    plain = "".join(letter for letter in target if letter > " ")
    scheme = SCHEME.match(plain)
    return scheme is not None and scheme[1].lower() in ("http", "https")
