"""The runner: one order, suppressions, limits on repetition, and an ending whatever the bytes are."""

from __future__ import annotations

import random
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.catalogues import load_catalogue
from concord.check.context import Context
from concord.check.rules import RETIRED, RULES, find_rule
from concord.check.runner import Findings, check_archive, is_suppressible, run_checks
from concord.pipeline import is_grave, load
from concord.problems import Problem, Severity
from concord.report.finding import build_report
from concord.report.html import render_html
from concord.report.source import Sources, find_withheld
from concord.report.text import render_text
from rules import overlay

ENTRY = "entries/old-bridge/entry.yml"
TEXT = "entries/old-bridge/text.hi.md"


@pytest.fixture
def root(tmp_path):
    return shutil.copytree(overlay.BASE, tmp_path / "archive")


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def check(root) -> Findings:
    return overlay.Example(root).check()


def test_problems_come_in_one_order(root):
    edit(root / ENTRY, "access: open", "access: open\nsensitivity: [minor]")
    edit(root / ENTRY, "sources: [s3]}", "sources: [s8]}")
    (root / TEXT).write_text("# x\n\n[^s7] <b>\n", encoding="utf-8")
    problems = check(root).problems
    assert list(problems) == sorted(problems, key=Problem.sort_key)
    assert len(problems) > 3


def test_a_contract_of_the_pipeline(root):
    loaded = load(root, overlay.AS_OF)
    context = Context(loaded.archive, loaded.agreement, loaded.as_of, loaded.store)
    assert check_archive(context) == run_checks(context).problems == ()


def test_rules_run_without_agreement_and_without_disk(root):
    """A rule may look at less when less is known, but never falls over."""
    loaded = load(root, overlay.AS_OF)
    assert check_archive(Context(loaded.archive, None, loaded.as_of)) == ()


def test_a_suppression_quiets_one_reminder_in_one_entry(root):
    record = root / "entries/old-bridge/record.yml"
    edit(record, "due: 2026-08-01", "due: 2026-03-01")
    assert [problem.rule for problem in check(root).problems] == ["review-overdue"]
    edit(record, "reviews:", "suppress:\n  - {rule: review-overdue, reason: Both desks asked for time.}\nreviews:")
    findings = check(root)
    assert not findings.problems
    assert [(it.problem.rule, it.reason, it.place.line) for it in findings.suppressed] == [
        ("review-overdue", "Both desks asked for time.", 14)
    ]


def test_only_reminders_can_be_suppressed():
    """Bookkeeping is agreed to by nobody: what protects a side, or is an error, is out of its reach."""
    rules = [module.RULE for module in RULES.values()]
    assert {rule.name for rule in rules if is_suppressible(rule)}
    assert not [rule.name for rule in rules if is_suppressible(rule) and rule.severity is Severity.ERROR]
    assert not [rule.name for rule in rules if is_suppressible(rule) and rule.code.startswith(("AP019", "RT"))]


def test_what_protects_a_side_says_so():
    for module in RULES.values():
        if module.RULE.code[:2] in ("AP", "RT") and module.RULE.severity is Severity.ERROR:
            assert module.RULE.protects_side or module.RULE.name == "licence-unknown", module.RULE.name


def test_repetition_is_cut_and_counted(root):
    (root / TEXT).write_text("<b>x\n" * 5000, encoding="utf-8")
    findings = check(root)
    assert sum(problem.rule == "markup-refused" for problem in findings.problems) == 50
    assert ("markup-refused", TEXT, 1) in findings.left_out
    assert findings.count(Severity.ERROR) >= 51


def test_names_and_codes_are_single():
    codes = [module.RULE.code for module in RULES.values()]
    assert len(codes) == len(set(codes))
    assert not set(codes) & set(RETIRED)
    assert len(RULES) == len(codes) >= 30
    for module in RULES.values():
        assert (
            find_rule(module.RULE.code) is find_rule(module.RULE.name) is find_rule(module.RULE.code.lower()) is module
        )


@pytest.mark.parametrize("unknown", ["", "ST999", "no-such-rule", "st", "AP003 "])
def test_unknown_rules_are_unknown(unknown):
    with pytest.raises(KeyError):
        find_rule(unknown)


FILES = sorted(path.relative_to(overlay.BASE).as_posix() for path in overlay.BASE.rglob("*") if path.is_file())
# What has broken readers before, and what each family of rules looks at.
PIECES = [
    *(b"\xe2\x80\xae", b"\xff", b"\x00", b"\xef\xbb\xbf", b"\r\n", b"\t", b"\xed\xa0\x80", b"\xe2\x80\xa8"),
    *(b"[[[[", b"{{{{", b"&a *a", b"---\n", b"- - - -", b"null", b"~", b"!!python/object:os.system", b": ", b"'", b'"'),
    *(b"<script>", b"[^s1]", b"](javascript:x)", b"..%2f..", b"<!--", b"# x\n", b"\xd9\x8a"),
    *(b"owned_by: []\n", b"2026-02-31", b"999999999999"),
]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_run_ends_with_a_report(tmp_path_factory, data):
    """Bytes of any file changed at any place: located problems or none, in two languages, and never an exception."""
    root = tmp_path_factory.mktemp("fuzz") / "archive"
    shutil.copytree(overlay.BASE, root)
    for _ in range(data.draw(st.integers(1, 4))):
        path = root / data.draw(st.sampled_from(FILES))
        raw = path.read_bytes()
        at = data.draw(st.integers(0, len(raw)))
        drop = data.draw(st.integers(0, 30))
        path.write_bytes(raw[:at] + data.draw(st.sampled_from(PIECES) | st.binary(max_size=12)) + raw[at + drop :])
    report_everything(root)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(200))
def test_every_run_ends_with_a_report_at_length(tmp_path, seed):
    """As above on an archive that is agreed to, so that chains and stores are hit too."""
    chance = random.Random(seed)
    root = shutil.copytree(overlay.BASE, tmp_path / "archive")
    overlay.agree(root)
    files = sorted(path for path in root.rglob("*") if path.is_file())
    for _ in range(chance.randint(1, 6)):
        path = chance.choice(files)
        raw = path.read_bytes()
        at = chance.randint(0, len(raw))
        path.write_bytes(raw[:at] + chance.choice(PIECES) + raw[at + chance.randint(0, 40) :])
    report_everything(root)


def report_everything(root):
    loaded = load(root, overlay.AS_OF)
    findings = run_checks(Context(loaded.archive, loaded.agreement, loaded.as_of, loaded.store))
    sources = Sources(root, find_withheld(loaded.archive))
    for lang, render in (("ur", render_html), ("en", render_text)):
        assert render(build_report(findings, load_catalogue(lang), sources))
    for problem in findings.problems:
        # Every place is of a name that the values of its rule fill wholly.
        sentence = build_report(Findings((problem,), (), ()), load_catalogue("en"), Sources()).findings[0].sentence
        assert "{" not in sentence.render(value=lambda _: "")


def test_a_strict_build_waits_for_warnings_but_not_for_those_that_pages_tell_of() -> None:
    told, silent = find_rule("review-overdue").RULE, find_rule("narrative-unequal").RULE
    assert not is_grave(told, strict=True)
    assert is_grave(silent, strict=True)
    assert not is_grave(silent, strict=False)
    assert is_grave(find_rule("sole-side").RULE, strict=False)
