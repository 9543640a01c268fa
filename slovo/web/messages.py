"""The three languages: strings are written in English, catalogues hold Russian and Ukrainian.

`python -m slovo.web.messages` compiles, `… extract` brings the catalogues up to date with the
code, `… check` names what is missing and exits 1.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SLOVO = Path(__file__).resolve().parents[1]
LANGUAGES = ("ru", "uk")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "__": None,
    "gettext_lazy": None,
    "quick": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def catalog_path(language: str) -> Path:
    return SLOVO / "locale" / language / "LC_MESSAGES" / "django.po"


def load(language: str) -> Catalog:
    path = catalog_path(language)
    if not path.exists():
        return Catalog(
            locale=language,
            domain="django",
            project="Slovo",
            version="1",
            header_comment=f"# Slovo in {language}",
            last_translator="Slovo",
            language_team=language,
            msgid_bugs_address="-",
            fuzzy=False,
        )
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="django")


def compile_catalogs() -> None:
    for language in LANGUAGES:
        if catalog_path(language).exists():
            with catalog_path(language).with_suffix(".mo").open("wb") as file:
                write_mo(file, load(language))


def strings_of_the_code(root: Path = SLOVO) -> Catalog:
    """Every translatable string of Python files and templates, with the files that say it."""
    found = Catalog(project="Slovo", fuzzy=False)
    for path, source in _sources(root):
        place = path.relative_to(root.parent).as_posix()
        for _line, words, comments, context in extract(
            "python", BytesIO(source.encode()), KEYWORDS, ("Translators:",)
        ):
            found.add(words, locations=[(place, 0)], auto_comments=comments, context=context)
    return found


def update_catalogs() -> None:
    strings = strings_of_the_code()
    for language in LANGUAGES:
        catalog, path = load(language), catalog_path(language)
        strings.creation_date = catalog.creation_date
        catalog.update(strings, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, width=96, sort_output=True, include_lineno=False)


def gaps(language: str) -> list[str]:
    """What keeps a language from being complete, a line each; nothing when it is complete."""
    catalog, found = load(language), []
    for wanted in strings_of_the_code():
        if wanted.id:
            message = catalog.get(_key(wanted), wanted.context)
            fault = fault_of(wanted, message)
            if fault:
                found.append(f"{language}: {fault}: {_key(wanted)!r}")
    return found


def _sources(root: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(root.rglob("*")):
        folders = path.relative_to(root).parts[:-1]
        if "static" in folders or path.suffix not in (".py", ".html", ".txt"):
            continue
        if path.suffix == ".py":
            yield path, path.read_text(encoding="utf-8")
        elif "templates" in folders:
            code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
            # Babel reads it as Python, where indentation would mean something.
            yield path, "\n".join(line.strip() for line in code.splitlines())


def _words(said: str | Sequence[str]) -> list[str]:
    return [said] if isinstance(said, str) else list(said)


def _key(message: Message) -> str:
    return _words(message.id)[0]


def fault_of(wanted: Message, message: Message | None) -> str | None:
    """Why a translation will not do, or None."""
    if message is None:
        return "not in the catalogue"
    forms = _words(message.string or "")
    if not all(forms):
        return "not translated"
    if message.fuzzy:
        return "not sure (fuzzy)"
    # Also the first form names its number: in Russian and Ukrainian it says 21 as well as 1.
    names = set(PLACEHOLDER.findall(_words(wanted.id)[-1]))
    if any(set(PLACEHOLDER.findall(form)) != names for form in forms):
        return "placeholders differ"
    return None


def main(words: list[str]) -> int:
    if words == ["extract"]:
        update_catalogs()
    elif words == ["check"]:
        missing = [gap for language in LANGUAGES for gap in gaps(language)]
        sys.stdout.writelines(f"{gap}\n" for gap in missing)
        return int(bool(missing))
    else:
        compile_catalogs()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
