"""The documents are true where a machine can tell: links, rooms, numbers, tests, codes."""

import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scripts import make_examples
from scripts.examples_notation import NotReachedError
from service.sealing.errors import Fault
from tests.conventions.named_tests import is_there, names_in

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
ADR_PARTS = ("Context", "Decision", "Consequences", "What would change our mind")
# Who may be named by address: nobody but examples and this machine.
EXAMPLES = {"letters.example.org", "store.example.org"}
HOSTS = {"127.0.0.1", "localhost", *EXAMPLES, "api", "store"}
# A path of one machine: a home, a working folder, a scratch folder.
MACHINE = re.compile(r"(?<![\w.$}/-])/(?:home|root|work|tmp|Users|mnt)/\w")


def _files() -> list[Path]:
    """Every file of the working tree that git does not ignore."""
    listed = subprocess.run(
        [
            *("git", "-c", "safe.directory=*", "ls-files"),
            *("--cached", "--others", "--exclude-standard", "-z"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


PAGES = sorted(path for path in _files() if path.suffix == ".md")
ADRS = sorted(DOCS.glob("adr/*.md"))


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _anchor(heading: str) -> str:
    plain = re.sub(r"[^\w\- ]", "", heading.lower())
    return plain.replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for target in LINK.findall(CODE.sub("", page.read_text())):
        parts = urlsplit(target)
        if parts.scheme:
            continue
        there = (page.parent / parts.path).resolve() if parts.path else page
        if not there.exists() or not there.is_relative_to(ROOT):
            broken.append(target)
        elif parts.fragment:
            headings = {_anchor(found) for found in HEADING.findall(there.read_text())}
            if parts.fragment not in headings:
                broken.append(target)
    assert broken == []


def test_the_pages_that_a_newcomer_looks_for_are_there() -> None:
    wanted = {"README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"}
    wanted |= {f"docs/{name}.md" for name in ("product", "architecture", "protocol", "media")}
    wanted |= {f"docs/{name}.md" for name in ("portal", "running", "threat-model")}
    assert wanted - {_name(page) for page in PAGES} == set()
    assert (ROOT / "LICENSE").read_text().lstrip().startswith("Apache License")


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        for target in LINK.findall(page.read_text()):
            there = (page.parent / urlsplit(target).path).resolve()
            # A link to a folder is a link to the pages in it.
            waiting += [
                p for p in (there.glob("*.md") if there.is_dir() else [there]) if p in PAGES
            ]
    assert {_name(page) for page in set(PAGES) - seen} == set()


def _explained() -> set[str]:
    """What the tables of the architecture name in their first column."""
    text = (DOCS / "architecture.md").read_text()
    return set(re.findall(r"^\| `([\w.-]+)/` \|", text, re.MULTILINE))


def test_every_folder_is_explained() -> None:
    folders = {path.relative_to(ROOT).parts[0] for path in _files() if path.parent != ROOT}
    hidden = {name for name in folders if name.startswith(".")}
    assert folders - hidden - _explained() == set()
    text = (DOCS / "architecture.md").read_text()
    assert {name for name in hidden if f"`{name}/" not in text} == set()


def test_every_room_is_explained() -> None:
    rooms = {path.parent.name for path in (ROOT / "service").glob("*/__init__.py")}
    assert rooms - _explained() == set()


def test_no_room_or_folder_is_explained_that_is_not_there() -> None:
    gone = {n for n in _explained() if not ((ROOT / n).is_dir() or (ROOT / "service" / n).is_dir())}
    assert gone == set()


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [path.name[:4] for path in ADRS]
    assert numbers == [f"{number:04}" for number in range(1, len(ADRS) + 1)]


@pytest.mark.parametrize("page", ADRS, ids=_name)
def test_a_decision_says_why_and_what_would_undo_it(page: Path) -> None:
    text = page.read_text()
    assert text.startswith(f"# {page.name[:4]} ")
    assert re.findall(r"^\*\*([^*]+)\.\*\*", text, re.MULTILINE) == list(ADR_PARTS)
    assert len(text.split()) < 500, "one page"


def test_every_test_that_the_threat_model_names_exists() -> None:
    named = names_in((DOCS / "threat-model.md").read_text())
    assert len(named) > 20
    assert [name for name in named if not is_there(name)] == []


def test_the_threat_model_names_no_test_in_words_that_escape_the_check() -> None:
    text = (DOCS / "threat-model.md").read_text()
    assert len(re.findall(r"tests/", text)) == len(names_in(text))


def test_the_protocol_s_examples_are_what_its_steps_give() -> None:
    assert (DOCS / "protocol-examples.md").read_text("utf-8") == make_examples.page()


def test_an_example_whose_steps_lead_elsewhere_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make_examples, "lp", lambda value: str(value).encode())
    with pytest.raises(NotReachedError):
        make_examples.page()


def _codes_of_the_protocol() -> set[str]:
    """The codes in the tables of sections 6 and 8, and in the sentences between them."""
    text = (DOCS / "protocol.md").read_text()
    checks = text[text.index("\n## 6.") : text.index("\n## 7.")]
    primitives = text[text.index("\n## 8.") :]
    rows = [line for line in (checks + primitives).splitlines() if line.startswith("|")]
    return set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", "\n".join(rows)))


def test_the_protocol_s_codes_are_the_code_s() -> None:
    # Profiles of keys look like codes and end in a number; nothing else in the tables does.
    assert _codes_of_the_protocol() == {str(fault) for fault in Fault}


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_no_page_names_a_host_or_a_machine_s_own_path(page: Path) -> None:
    text = page.read_text()
    hosts = {urlsplit(found).hostname for found in re.findall(r"https?://[^\s)>`'\",]+", text)}
    assert hosts - HOSTS - {None} == set()
    assert MACHINE.findall(text) == []


def test_the_readme_s_test_command_is_the_one_that_ci_runs() -> None:
    assert "\n./gobetween test\n" in (ROOT / "README.md").read_text()
    assert (ROOT / ".ci" / "run").read_text().rstrip().endswith("exec ./gobetween test")


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_people_are_called_what_we_call_them(page: Path) -> None:
    text = re.sub(r"[Yy]outh offending teams?", "", page.read_text())
    if page == DOCS / "product.md":
        # The page that says which words we do not use has to name them, in one section.
        text = re.sub(r"## The words we use.*?(?=\n## )", "", text, flags=re.DOTALL)
    assert re.findall(r"(?i)\b(?:offenders?|reject(?:s|ed|ion)?|chats?)\b", text) == []
